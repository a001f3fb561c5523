"""`status`: which drafts hold, which are stale and because of what, and what nobody has drafted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.cli import render
from assistant.cli.session import Session
from assistant.domain.draft import Audience
from assistant.drafting import Standing
from assistant.drafting.standing import StaleDraft

MOST_CITES = 3
"""Causes of one sort that are shown for a draft; `--json` lists all."""


def status(session: Session) -> int:
    """Prints the standing of the drafts that exist for the asker."""
    session.asker.require_accounts()
    session.name_source()
    standing = session.assistant.standing(session.asker)
    if session.options.json:
        session.emit("status", {**standing.model_dump(mode="json"), "next": _next(standing)})
        return 0
    _counts(standing)
    if standing.stale:
        render.heading("Stale")
        render.rows(("draft", "audience", "because"), [row for one in standing.stale for row in _rows(one)])
    if standing.missing:
        render.heading("Not drafted yet")
        render.rows(("draft", "audiences"), [*Counter(one.kind for one in standing.missing).items()])
    for line in _next(standing):
        render.say(f"\n{line}")
    session.note(*session.assistant.memory.notices)
    return 0


def whom(audience: Audience) -> str:
    """The audience in a few words: its ids."""
    return ", ".join(str(value) for value in audience.model_dump().values() if value is not None)


def _counts(standing: Standing) -> None:
    stale, missing = len(standing.stale), len(standing.missing)
    drafts = "1 draft holds" if standing.current == 1 else f"{standing.current:,} drafts hold"
    render.say(f"{drafts}, {stale:,} stale, {missing:,} not drafted yet", "bold")


def _lines(one: StaleDraft) -> Iterator[str]:
    """A line for each sort of cause, citations together."""
    sorts = dict.fromkeys((cause.what, cause.detail) for cause in one.because)
    for what, detail in sorts:
        cites = [c.cite for c in one.because if (c.what, c.detail) == (what, detail) and c.cite]
        more = f" and {len(cites) - MOST_CITES} more" if len(cites) > MOST_CITES else ""
        yield f"{what}: {detail}" + (f" ({', '.join(cites[:MOST_CITES])}{more})" if cites else "")


def _rows(one: StaleDraft) -> Iterator[tuple[str, str, str]]:
    """Draft and audience on the first of their lines alone."""
    for number, because in enumerate(_lines(one)):
        yield ("", "", because) if number else (one.kind, whom(one.audience), because)


def _next(standing: Standing) -> list[str]:
    """What to do now."""
    lines = []
    if standing.stale:
        lines.append("`parlance draft --all --stale` drafts again what is stale.")
    if standing.missing:
        nothing = not standing.current and not standing.stale
        lines.append(f"{'Nothing is drafted yet: ' if nothing else ''}`parlance draft --all` drafts what is missing.")
    return lines
