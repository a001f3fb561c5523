"""Borders: the distance is the smallest change of one dimension that moves the account, found by trying them all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from shop import open_shop

from assistant.segmentation.model.definitions import LevelDefinition
from assistant.segmentation.operations.borders import nearest
from assistant.segmentation.receipts.receipts import decide
from assistant.segmentation.scoring import score
from assistant.workspace import Workspace

DAY = date(2026, 11, 20)


def smallest(definition: LevelDefinition, points: dict[str, int | None], reach: int) -> int | None:
    """The smallest change of one ready dimension that moves, by trying every one up to `reach`."""
    here = decide(definition, points)[0].id
    for distance in range(1, reach + 1):
        for name, own in points.items():
            for change in (-distance, distance) if own is not None else ():
                cap = next(d.cap for d in definition.dimensions if d.id == name)
                beyond_cap = cap is not None and (own or 0) + change > cap
                if not beyond_cap and decide(definition, {**points, name: (own or 0) + change})[0].id != here:
                    return distance
    return None


def test_every_distance_is_the_smallest(tmp_path: Path) -> None:
    """For each account of a workspace, trying all changes one by one finds the same distance."""
    scored = score(open_shop(tmp_path / "shop"), as_of=DAY).levels["account"]
    found = {border.id: border for border in nearest(scored, 100)}
    for row, key in enumerate(scored.keys):
        points: dict[str, int | None] = {}
        for place, dimension in enumerate(scored.definition.dimensions):
            ready = scored.answer.known[place][row] >= dimension.enough
            points[dimension.id] = scored.answer.points[place][row] if ready else None
        expected = smallest(scored.definition, points, 60)
        assert (abs(found[key].change) if key in found else None) == expected


@settings(max_examples=40, deadline=None)
@given(bounds=st.lists(st.integers(-5, 30), min_size=2, max_size=2), cap=st.none() | st.integers(5, 25))
def test_every_kind_of_bound_is_tried(tmp_path_factory, bounds: list[int], cap: int | None) -> None:
    """Above, below, at most and membership give exact distances too, and nothing beyond a cap is promised."""
    first, second = bounds
    folder = tmp_path_factory.mktemp("borders")
    workspace: Workspace = open_shop(folder / "shop")
    file = workspace.knowledge / "segments.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        "size: {at_least: 20}, pace: {at_least: 20}", f"size: {{above: {first}}}, pace: {{in: [5, 20]}}"
    )
    text = text.replace("size: {at_least: 10}", f"size: {{at_most: {second}}}, pace: {{below: 7}}")
    text = text.replace("    - id: size\n", f"    - id: size\n      cap: {cap}\n") if cap is not None else text
    file.write_text(text, encoding="utf-8")
    scored = score(workspace, as_of=DAY).levels["account"]
    found = {border.id: abs(border.change) for border in nearest(scored, 100)}
    for row, key in enumerate(scored.keys):
        ready = [scored.answer.known[p][row] >= d.enough for p, d in enumerate(scored.definition.dimensions)]
        names = [dimension.id for dimension in scored.definition.dimensions]
        points = {name: scored.answer.points[p][row] if ready[p] else None for p, name in enumerate(names)}
        assert found.get(key) == smallest(scored.definition, points, 80)


def test_an_overridden_account_has_no_border(tmp_path: Path) -> None:
    """Where a person decided, no points would change it."""
    workspace = open_shop(tmp_path / "shop")
    (workspace.knowledge / "overrides.yaml").write_text(
        "- {account: '001', segment: grow, reason: R., approved_by: V}\n", encoding="utf-8"
    )
    assert "001" not in {border.id for border in nearest(score(workspace, as_of=DAY).levels["account"], 100)}
