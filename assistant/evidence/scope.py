"""What a search may find: for whom it asks, and how it is narrowed.

A passage outside the scope does not exist for the search: it is neither found nor counted in any statistic.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.access import Visible
from assistant.domain.evidence import DocumentKind, Passage, Share


@dataclass(frozen=True)
class Scope:
    """Whose eyes see what, narrowed to what is asked for."""

    visible: Visible
    """The accounts that exist for the asker; documents of other accounts do not."""
    share: Share | None = None
    """`customer`: only documents whose audience is customer. Otherwise all."""
    role: str | None = None
    """Only documents that speak of this role, or of no role in particular."""
    kinds: frozenset[DocumentKind] | None = None
    """Only documents of these kinds."""
    account: str | None = None
    """Documents tied to other accounts are left out; None narrows no further than `visible`."""

    def allows(self, passage: Passage) -> bool:
        """Whether the passage may be used: in scope, and not marked."""
        return (
            passage.marked is None
            and self.sees(passage.account)
            and (self.share != "customer" or passage.audience == "customer")
            and (self.role is None or not passage.roles or self.role in passage.roles)
            and (self.kinds is None or passage.kind in self.kinds)
        )

    def sees(self, account: str | None) -> bool:
        """Whether what is tied to that account exists here; what is tied to none always does."""
        return self.visible.allows(account) and (self.account is None or account in (None, self.account))
