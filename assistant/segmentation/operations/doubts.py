"""Doubts about the segments of accounts: recorded for sales operations, seen by who sees the account, answered once."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.access import Asker
from assistant.domain.run import Dispute
from assistant.errors import UnknownNameError, UsageError
from assistant.segmentation.operations.desk import Desk


@dataclass(frozen=True)
class Doubts:
    """The disputes of one workspace."""

    desk: Desk

    def record(self, asker: Asker, name: str, reason: str) -> Dispute:
        """Records a doubt about the segment of an account, by id or name."""
        from assistant.store import Disputes, Store

        scoring = self.desk.read(asker)
        receipt = scoring.receipt("account", scoring.find_account(name))
        doubt = Dispute(
            id="",
            account=receipt.id,
            segment=receipt.segment,
            run=scoring.run,
            as_of=scoring.as_of,
            reason=reason,
            by=asker.id,
            on=self.desk.day.today,
        )
        return Disputes(Store.of(self.desk.workspace)).record(doubt)

    def all(self, asker: Asker) -> tuple[Dispute, ...]:
        """The doubts about accounts that exist for the asker, oldest first."""
        asker.require_accounts()
        workspace = self.desk.workspace
        if not workspace.database and not (workspace.state / "state.sqlite").exists():
            return ()
        from assistant.store import Disputes, Store

        seen = {account.id for account in self.desk.read(asker).accounts()}
        return tuple(d for d in Disputes(Store.of(workspace)).all() if asker.rights == "all" or d.account in seen)

    def resolve(self, asker: Asker, id: str, note: str) -> Dispute:
        """Answers an open doubt."""
        from assistant.store import Disputes, Store

        known = {dispute.id: dispute for dispute in self.all(asker)}
        if id not in known:
            raise UnknownNameError.of("dispute", id, known, hint="`parlance disputes` lists them.")
        disputes = Disputes(Store.of(self.desk.workspace))
        if not disputes.resolve(id, note, asker.id, self.desk.day.today):
            raise UsageError(f"dispute {id} is resolved already: {known[id].note}")
        return next(dispute for dispute in self.all(asker) if dispute.id == id)
