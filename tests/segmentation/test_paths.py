"""Paths against brute force: the smallest set of changes, nothing that nobody can change, and the plain statement."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
import yaml
from house import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_changes import PlainSubject, subjects
from random_models import AS_OF, Case, cases

from assistant.domain.segments import ChangePath
from assistant.errors import UnknownNameError
from assistant.segmentation.receipts.paths import find_path, segment_named
from assistant.segmentation.scoring import Scoring, score
from assistant.workspace import Workspace

QUIET = {
    "deadline": None,
    "report_multiple_bugs": False,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
MOST_TRIED = 2_000


@st.composite
def fixed_cases(draw: st.DrawFn) -> Case:
    """A case in which some attributes cannot be changed by anybody, and few rows."""
    case = draw(cases())
    for part in ("accounts", "stakeholders"):
        for attribute in case.model.get(part, {}).get("attributes", {}).values():
            if draw(st.integers(0, 2)) == 0:
                attribute["fixed"] = True
    return Case(case.model, {name: rows[:3] if name != "orders" else rows for name, rows in case.tables.items()})


def allowed(plain: PlainSubject) -> list[str]:
    """Attributes that may change: those still to collect, and those that are not fixed."""
    fixed = {name for name, a in plain.part["attributes"].items() if a.get("fixed")}
    return [name for name in plain.values if plain.values[name] is None or name not in fixed]


def smallest(plain: PlainSubject, segment: str) -> tuple[int, int] | None:
    """Fewest changes and, of those sets, fewest changes of what is known; None when there are too many to try."""
    names = allowed(plain)
    tried = 0
    for size in range(len(names) + 1):
        best = None
        for changed in plain.sets(names, size):
            tried += 1
            if tried > MOST_TRIED:
                return None
            if plain.with_values(changed) == segment:
                influenced = sum(plain.values[name] is not None for name in changed)
                best = influenced if best is None else min(best, influenced)
        if best is not None:
            return size, best
    return (-1, -1)


def check(plain: PlainSubject, path: ChangePath) -> None:
    changed = {step.attribute: step.after for step in path.changes}
    assert set(changed) <= set(allowed(plain))
    assert [step.kind for step in path.changes] == sorted(step.kind for step in path.changes)
    for step in path.changes:
        assert step.before == plain.values[step.attribute]
        assert step.kind == ("influence" if step.before is not None else "collect")
    assert path.reachable == (plain.with_values(changed) == path.segment)
    expected = smallest(plain, path.segment)
    influenced = sum(step.kind == "influence" for step in path.changes)
    assert expected is None or expected == ((len(changed), influenced) if path.reachable else (-1, -1))


@settings(max_examples=40, **QUIET)
@given(fixed_cases())
def test_a_path_is_the_smallest_set_there_is(case: Case) -> None:
    """For every account, stakeholder and segment the reference agrees: applied, the path leads there; no smaller set of
    values does; none of the same size changes less of what is known; without a path no set leads there."""
    with tempfile.TemporaryDirectory() as folder:
        scoring = score(case.write(Path(folder)), as_of=AS_OF)
        for level, key, plain in subjects(case):
            for segment in plain.part["segments"]:
                check(plain, found(scoring, level, key, segment["id"]))


def found(scoring: Scoring, level: str, key: str, segment: str) -> ChangePath:
    subject = scoring.subject(level, key)
    names = {s.id: s.id for s in subject.definition.segments}
    return find_path(subject, segment, names)


def wide(folder: Path, seed: int) -> tuple[Scoring, list[int], int]:
    """An account with 25 numbers in one dimension; what each could add at most, and what is lacking."""
    rng = random.Random(seed)
    names = [f"a{i}" for i in range(25)]
    bands = {name: [[10 * step, rng.randint(0, 40)] for step in range(5)] for name in names}
    cells = {name: rng.randrange(50) for name in names}
    points = {name: bands[name][cells[name] // 10][1] for name in names}
    gains = sorted((max(0, *(p - points[name] for _, p in bands[name])) for name in names), reverse=True)
    lacking = sum(gains[: rng.randint(4, 12)]) - rng.randint(0, 5)
    rules = [{"attribute": name, "bands": bands[name], "why": "it counts"} for name in names]
    when = {"fit": {"at_least": sum(points.values()) + lacking}}
    segments = [
        {"id": "top", "meaning": "much", "coverage": "field", "when": when},
        {"id": "rest", "meaning": "less", "coverage": "none"},
    ]
    level = {
        "attributes": {name: {"column": name, "type": "integer"} for name in names},
        "dimensions": [{"id": "fit", "layer": "who", "rules": rules}],
        "segments": segments,
    }
    model = {"tables": {"accounts": {"file": "a.csv", "key": "id"}}, "accounts": level}
    (folder / "knowledge").mkdir()
    (folder / "knowledge" / "segments.yaml").write_text(yaml.safe_dump(model), encoding="utf-8")
    table = ",".join(["id", *names]) + "\n" + ",".join(["1", *map(str, cells.values())]) + "\n"
    (folder / "knowledge" / "a.csv").write_text(table, encoding="utf-8")
    return score(Workspace.at(folder), as_of=AS_OF), gains, lacking


@pytest.mark.parametrize("seed", range(6))
def test_twenty_five_attributes_are_searched_exactly(tmp_path: Path, seed: int) -> None:
    """In one dimension the largest gains first is a proof: the path has exactly as many changes as they need."""
    scoring, gains, lacking = wide(tmp_path, seed)
    fewest = next(count for count in range(26) if sum(gains[:count]) >= lacking)
    path = find_path(scoring.subject("account", "1"), "top", {"top": "Top", "rest": "Rest"})
    assert path.reachable
    assert len(path.changes) == fewest


@pytest.fixture
def house(tmp_path: Path) -> Scoring:
    """Two accounts around the borders of a small segment model, and a nurse."""
    return score(build(tmp_path), as_of=AS_OF)


NAMES = {"invest": "Invest", "grow": "Grow", "monitor": "Monitor"}


def steps(path: ChangePath) -> list[tuple[str, str, object]]:
    return [(step.kind, step.attribute, step.after) for step in path.changes]


def test_data_to_collect_comes_first_with_its_question(house: Scoring) -> None:
    """What is unknown is asked for, what is known is influenced, and each value is the nearest that suffices."""
    path = find_path(house.subject("account", "big"), "invest", names(house, "account"))
    assert [step[:2] for step in steps(path)] == [("collect", "calls"), ("influence", "met")]
    assert path.changes[0].ask == "Who calls patients today?"
    assert path.changes[0].after == "Nobody"
    assert (AS_OF - path.changes[1].after).days == 60
    assert "size at least 25 (it is 25)" in path.reason
    assert "heat at least 40 (it is 5: fails)" in path.reason


def test_collecting_is_preferred_to_influencing(tmp_path: Path) -> None:
    """Where one answer or one effort would do, the answer is asked for, wherever it stands in the segment model."""
    for order in (("calls", "met"), ("met", "calls")):
        folder = tmp_path / order[0]
        workspace = build(folder)
        file = folder / "knowledge" / "segments.yaml"
        model = yaml.safe_load(file.read_text(encoding="utf-8"))
        rules = model["accounts"]["dimensions"][1]["rules"]
        rules.sort(key=lambda rule: order.index(rule["attribute"]))
        attributes = model["accounts"]["attributes"]
        model["accounts"]["attributes"] = {name: attributes[name] for name in ("beds", *order, "ratio")}
        file.write_text(yaml.safe_dump(model, sort_keys=False), encoding="utf-8")
        subject = score(workspace, as_of=AS_OF).subject("account", "big")
        assert steps(find_path(subject, "grow", NAMES)) == [("collect", "calls", "Nobody")]


def test_without_a_way_the_fixed_attribute_is_named(house: Scoring) -> None:
    """What nobody can change is said, with the value it would have to have."""
    path = find_path(house.subject("account", "small"), "invest", names(house, "account"))
    assert (path.reachable, path.changes) == (False, ())
    assert "beds would have to be 300 (it is 250), and nobody can change that." in path.reason


def test_a_role_is_never_changed_and_may_stand_in_the_way(house: Scoring) -> None:
    """A stakeholder's role follows from the title, so that no path leads over it."""
    path = find_path(house.subject("stakeholder", "nina"), "guard", names(house, "stakeholder"))
    assert not path.reachable
    assert "role would have to be buyer (it is unknown)" in path.reason


def test_who_is_there_already_needs_nothing(house: Scoring) -> None:
    """The segment it has takes no change; an earlier segment that holds is named for one further down."""
    subject = house.subject("account", "small")
    assert find_path(subject, subject.computed.segment.id, names(house, "account")).changes == ()
    grow = subject.telling({"ratio": 1.0}, {"ratio": 1.0}, {})
    assert "Grow comes first: ratio below 1.03." in find_path(grow, "monitor", names(house, "account")).reason


def test_a_search_that_takes_too_long_says_how_far_it_came(house: Scoring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is called impossible that was not searched."""
    monkeypatch.setattr("assistant.segmentation.receipts.path_search.MOST_STEPS", 12)
    path = find_path(house.subject("account", "big"), "invest", names(house, "account"))
    assert not path.reachable
    assert "No single change leads there; larger sets were not searched." in path.reason


def test_segments_are_named_by_id_or_name(house: Scoring) -> None:
    """In any case; a slip is answered with the nearest name."""
    subject = house.subject("account", "big")
    assert all(segment_named(subject, name, names(house, "account")) == "invest" for name in ("INVEST", " Invest "))
    with pytest.raises(UnknownNameError, match="Did you mean `Invest`"):
        segment_named(subject, "invst", names(house, "account"))


def names(scoring: Scoring, level: str) -> dict[str, str]:
    model = scoring.model.value
    return {s.id: s.name for s in (model.account_segments if level == "account" else model.stakeholder_segments)}
