"""`draft --all`: every draft that occurs, by several writers at once, within a budget, to be taken up again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from assistant.cli import render
from assistant.cli.drafts import Shown, named_kind, named_writer, notices, record
from assistant.cli.options import BatchOptions, DraftOptions
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.domain.draft import Audience, Draft, Kind
from assistant.drafting import Drafted, DraftRequest
from assistant.errors import BudgetError, ConfigurationError, UsageError
from assistant.llm.budget import Budget


def draft_all(session: Session, options: DraftOptions, batch: BatchOptions) -> int:
    """Prints every draft as JSON Lines, or a line for each, or writes a file for each.

    3 when one was refused, 1 when the budget ended it.
    """
    session.assistant.live = options.live
    if options.names.get("meeting") is not None:
        raise UsageError("--meeting is for the talking points of one account. Leave out --all.")
    requests = _requests(session, options, batch)
    session.name_source()
    shown = Shown(session, options, None)
    _limit(session, batch.max_cost)
    done: list[Drafted] = []
    try:
        with _progress(session, len(requests)) as progress:
            for one in session.assistant.drafts(session.asker, requests, batch.workers):
                done.append(one)
                progress(len(done))
                if one.new or not batch.resume:
                    record(session, one.draft)
                    _show(session, options, shown, one.draft)
    except BudgetError as error:
        session.note(f"stopped before --max-cost {batch.max_cost:g}: {error}")
        session.note(f"{_told(session, done)}; {len(requests) - len(done)} left. {_GO_ON}")
        return 1
    session.note(_told(session, done))
    notices(session)
    return 3 if any(one.draft.status == "refused" for one in done) else 0


_GO_ON = "Run the same command with a larger amount to go on: what is done is kept and costs nothing again."


def _requests(session: Session, options: DraftOptions, batch: BatchOptions) -> list[DraftRequest]:
    kind, writer = named_kind(options.kind), named_writer(options.writer)
    kinds: Sequence[Kind] = (kind,) if kind else get_args(Kind)
    wanted = [(kind, audience) for kind in kinds for audience in _audiences(session, kind, options)]
    if batch.stale:
        stale = session.assistant.standing(session.asker).stale
        listed = {(one.kind, one.audience) for one in stale}
        wanted = [pair for pair in wanted if pair in listed]
    return [DraftRequest(kind=kind, audience=audience, writer=writer) for kind, audience in wanted]


def _audiences(session: Session, kind: Kind, options: DraftOptions) -> tuple[Audience, ...]:
    return session.assistant.audiences(session.asker, kind, options.names)


def _limit(session: Session, amount: float | None) -> None:
    gateway = session.assistant.gateway
    if amount is None or gateway is None:
        return
    if gateway.settings.price is None:
        raise ConfigurationError(
            f"--max-cost needs to know what `{gateway.name}` costs. Add its prices to parlance.toml: "
            f'[llm.prices."{gateway.name}"] with input_per_million, output_per_million and as_of.'
        )
    gateway.budget = Budget(amount, gateway.settings.price)


def _show(session: Session, options: DraftOptions, shown: Shown, made: Draft) -> None:
    if options.out is not None:
        write(str(Path(options.out) / _file(made, shown.format)), shown.page(made), "--out")
    if session.options.json:
        session.emit_lines("draft", [shown.document(made)])
    else:
        render.say(f"{made.status}  {made.kind}  {_whom(made.audience)}")


def _file(made: Draft, suffix: str) -> str:
    """A name of its own for each audience, safe on any disk."""
    parts = [made.kind, *(value for value in made.audience.model_dump().values() if value is not None)]
    return "-".join(re.sub(r"[^\w.]+", "_", part) for part in parts) + f".{suffix}"


def _whom(audience: Audience) -> str:
    return ", ".join(f"{name}={value}" for name, value in audience.model_dump().items() if value is not None)


def _told(session: Session, done: Sequence[Drafted]) -> str:
    refused = sum(one.draft.status == "refused" for one in done)
    kept = sum(not one.new for one in done)
    unchanged = f", {kept} unchanged since they were drafted" if kept else ""
    return f"{render.count(len(done), 'draft')}, {refused} refused{unchanged}{_cost(session)}"


def _cost(session: Session) -> str:
    """What the language model was paid so far; empty where nothing was asked."""
    gateway = session.assistant.gateway
    if gateway is None or not gateway.spent.input + gateway.spent.output:
        return ""
    price, used = gateway.settings.price, gateway.spent
    if price is None:
        return f", {used.input + used.output:,} tokens"
    return f", {used.cost(price):.4f} {price.currency} (prices of {price.as_of})"


@contextmanager
def _progress(session: Session, total: int) -> Iterator[Callable[[int], None]]:
    """Drafts done, cost so far and time left on a terminal's stderr; silence elsewhere."""
    import sys

    if session.options.quiet or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[cost]}"), TextColumn("left"))
    with Progress("Drafting", *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Drafting", total=total, cost="")
        yield lambda done: bar.update(task, completed=done, cost=_cost(session).lstrip(", "))
