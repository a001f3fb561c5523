"""Nearest changes against the plain-Python reference: each one moves, and nothing nearer does."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from house import build
from hypothesis import HealthCheck, given, settings
from plain_changes import PlainSubject, subjects
from random_models import AS_OF, Case, cases

from assistant.domain.segments import NearestChange
from assistant.segmentation.receipts.nearest_changes import nearest_changes
from assistant.segmentation.scoring import score

QUIET = {
    "deadline": None,
    "report_multiple_bugs": False,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
WIDEST = 500


def check(plain: PlainSubject, found: tuple[NearestChange, ...]) -> None:
    here = plain.with_values({})
    used = {rule["attribute"] for d in plain.part.get("dimensions", []) for rule in d["rules"]}
    used |= {name for s in plain.part["segments"] for one in conditions(s) for name in one}
    by_name = {change.attribute: change for change in found}
    assert [name for name in plain.values if name in by_name] == list(by_name)
    for name in plain.values:
        change = by_name.get(name)
        if change is None:
            assert name not in used or nothing_moves(plain, name, here), name
            continue
        assert plain.with_values({name: change.after}) == change.segment != here
        assert change.before == plain.values[name]
        assert change.after is not None or not plain.counts(name)
        check_nearest(plain, change, here)


def conditions(segment: dict) -> list[dict]:
    when = segment.get("when", [])
    return when if isinstance(when, list) else [when]


def nothing_moves(plain: PlainSubject, name: str, here: str) -> bool:
    tried = plain.probes(name) + ([] if plain.counts(name) else [None])
    return all(plain.with_values({name: value}) == here for value in tried)


def check_nearest(plain: PlainSubject, change: NearestChange, here: str) -> None:
    """Brute force over every integer and day that is nearer; over many numbers."""
    name, before, after = change.attribute, change.before, change.after
    if after is None:
        assert all(plain.with_values({name: value}) == here for value in plain.probes(name))
    elif isinstance(before, dt.date):
        nearer = range(1, min(abs((after - before).days), WIDEST))
        assert all(
            plain.with_values({name: before + dt.timedelta(sign * days)}) == here for days in nearer for sign in (1, -1)
        )
    elif plain.kind(name) == "integer" and before is not None:
        nearer = range(1, min(abs(after - before), WIDEST))
        values = [before + sign * step for step in nearer for sign in (1, -1)]
        assert all(plain.with_values({name: v}) == here for v in values if v >= 0 or not plain.counts(name))
    elif plain.kind(name) == "number" and before is not None:
        nearer = [p for p in plain.probes(name) if abs(p - before) < abs(after - before) - 1e-3]
        assert all(plain.with_values({name: value}) == here for value in nearer)


@settings(max_examples=60, **QUIET)
@given(cases())
def test_each_change_moves_and_nothing_nearer_does(case: Case) -> None:
    """Rescored by the reference, `to` gives `segment`; no nearer integer or day, and no nearer number tried, moves it;
    an attribute without a change moves nothing at any value."""
    with tempfile.TemporaryDirectory() as folder:
        scoring = score(case.write(Path(folder)), as_of=AS_OF)
        for level, key, plain in subjects(case):
            subject = scoring.subject(level, key)
            assert subject.computed.segment.id == plain.with_values({})
            check(plain, nearest_changes(subject))


def rows(folder: Path, key: str, level: str = "account") -> list[tuple[object, ...]]:
    found = nearest_changes(score(build(folder), as_of=AS_OF).subject(level, key))
    return [(change.attribute, change.before, change.after, change.segment) for change in found]


def test_one_row_for_each_attribute_that_can_move_it(tmp_path: Path) -> None:
    """Texts and what is missing lead to the first segment they can reach, numbers to the nearest; just below 1.03 is a
    plain figure, and size alone moves nothing."""
    assert rows(tmp_path, "small") == [
        ("calls", "vendor", "Nobody", "grow"),
        ("ratio", 1.1, 1.029999, "grow"),
    ]
    assert rows(tmp_path, "big") == [
        ("calls", None, "Nobody", "grow"),
        ("met", dt.date(2025, 12, 1), dt.date(2025, 12, 31), "grow"),
        ("ratio", 1.1, 1.029999, "grow"),
    ]


def test_a_role_is_no_attribute(tmp_path: Path) -> None:
    """For a stakeholder whom only another role would move, nothing is listed."""
    assert rows(tmp_path, "nina", "stakeholder") == []
