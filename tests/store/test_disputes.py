"""Disputes: what was doubted stays as it was said, and the first answer stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.domain.run import Dispute
from assistant.store import Disputes, Store

DAY = date(2026, 11, 20)


def doubt(reason: str) -> Dispute:
    return Dispute(id="", account="004101", segment="invest", run="r-1", as_of=DAY, reason=reason, by="sal", on=DAY)


def test_doubts_come_back_in_order_with_ids(tmp_path: Path) -> None:
    """Every word survives the file, and ids count on after it was opened anew."""
    first = Disputes(Store.open(tmp_path)).record(doubt("Größe – “quoted”\nsecond line"))
    second = Disputes(Store.open(tmp_path)).record(doubt("other"))
    assert [first.id, second.id] == ["d-1", "d-2"]
    assert Disputes(Store.open(tmp_path)).all() == (first, second)


def test_the_first_answer_stands(tmp_path: Path) -> None:
    """A doubt is answered once; the second answer, and one to a doubt that is not there, change nothing."""
    disputes = Disputes(Store.open(tmp_path))
    disputes.record(doubt("why"))
    assert disputes.resolve("d-1", "beds were wrong", "mark", date(2026, 11, 25))
    assert not disputes.resolve("d-1", "no, they were right", "sal", DAY)
    assert not disputes.resolve("d-2", "?", "mark", DAY)
    assert not disputes.resolve("nonsense", "?", "mark", DAY)
    answered = disputes.all()[0]
    assert (answered.status, answered.note, answered.resolved_by, answered.resolved_on) == (
        "resolved",
        "beds were wrong",
        "mark",
        date(2026, 11, 25),
    )
