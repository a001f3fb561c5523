"""The segment model of the sample covers every layer, and what it lets an account hear may be said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.segmentation.model.schema import Dimension, Rule, SegmentModel


def dimensions(model: SegmentModel) -> dict[str, tuple[Dimension, ...]]:
    assert model.stakeholders is not None
    return {"accounts": model.accounts.dimensions, "stakeholders": model.stakeholders.dimensions}


def rules(model: SegmentModel) -> Iterator[Rule]:
    for level in dimensions(model).values():
        for dimension in level:
            yield from dimension.rules


def test_segment_model_has_three_layers_and_enough_of_everything(model: SegmentModel) -> None:
    """At least 8 attributes, all three layers, four account and four stakeholder segments, five roles."""
    assert model.stakeholders is not None
    layers = {level: {d.layer for d in found} for level, found in dimensions(model).items()}
    assert layers == {"accounts": {"who", "behaviour"}, "stakeholders": {"behaviour", "motivation"}}
    assert len(model.accounts.attributes) + len(model.stakeholders.attributes) >= 8
    assert len(model.account_segments) == len(model.stakeholder_segments) == 4
    assert len(model.roles) == 5
    assert {segment.coverage for segment in model.account_segments} == {"field", "inside", "digital"}


def test_every_attribute_is_scored(model: SegmentModel) -> None:
    """No attribute stands in the segment model without a rule that looks at it."""
    assert model.stakeholders is not None
    defined = {*model.accounts.attributes, *model.stakeholders.attributes}
    assert defined == {rule.attribute for rule in rules(model)}


def test_what_an_account_may_hear_is_a_clause_without_figures(model: SegmentModel) -> None:
    """Each `say` goes behind "because", holds no figure, and names no segment, no dimension and no point."""
    inside = {d.id for found in dimensions(model).values() for d in found} | {s.id for s in model.account_segments}
    said = [rule.say for rule in rules(model) if rule.say is not None]
    assert len(said) >= 8
    for clause in said:
        assert clause[0].islower()
        assert clause[-1].isalpha()
        assert not re.search(r"\d", clause)
        assert not inside & set(re.findall(r"\w+", clause.lower()))


def test_what_discovery_collects_has_its_question(model: SegmentModel) -> None:
    """Every motivation attribute, and several of accounts, have the question that collects it."""
    assert model.stakeholders is not None
    motives = {r.attribute for d in model.stakeholders.dimensions if d.layer == "motivation" for r in d.rules}
    assert all(model.stakeholders.attributes[name].ask.endswith("?") for name in motives)
    assert sum(attribute.ask.endswith("?") for attribute in model.accounts.attributes.values()) >= 4
