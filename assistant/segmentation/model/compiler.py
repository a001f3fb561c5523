"""Compiling: from the shape of `segments.yaml` to definitions, finding every fault of a level at its place.

A segment model is valid when it compiles without a fault; what is compiled from a faulty one is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.domain.segments import Level
from assistant.segmentation.model.cells import Typed
from assistant.segmentation.model.comparisons import Comparison, RefusedError, compare, key, least, written
from assistant.segmentation.model.definitions import (
    UNKNOWN_ROLE,
    Alternative,
    Bands,
    DaysSince,
    DimensionDefinition,
    LevelDefinition,
    Matches,
    RuleDefinition,
    SegmentDefinition,
)
from assistant.segmentation.model.places import Place
from assistant.segmentation.model.roles import normal
from assistant.segmentation.model.schema import (
    AccountLevel,
    AccountSegment,
    Aggregate,
    Attribute,
    AttributeType,
    Condition,
    Dimension,
    Role,
    Rule,
    SegmentModel,
    StakeholderLevel,
    StakeholderSegment,
)

Types = Mapping[str, AttributeType]
STEPS: Mapping[AttributeType, tuple[str, ...]] = {
    "integer": ("bands", "values"),
    "number": ("bands",),
    "text": ("values",),
    "boolean": ("values",),
    "date": ("days_since",),
}
LINKS: Types = {"account_segment": "text", "role": "text"}
"""What conditions on stakeholders may use besides attributes and dimensions."""


def compile_level(model: SegmentModel, level: Level, place: Place) -> LevelDefinition:
    """The definition of a level; faults are collected at `place`, the root of the file."""
    part: AccountLevel | StakeholderLevel | None = model.accounts if level == "account" else model.stakeholders
    part = part if part is not None else StakeholderLevel.model_construct(segments=())
    place = place.at(f"{level}s")
    types = {name: attribute_type(attribute) for name, attribute in part.attributes.items()}
    for name in types.keys() & LINKS.keys() if level == "stakeholder" else ():
        place.at("attributes", name).fault(f"`{name}` is what conditions call the {name.replace('_', ' ')}; rename it.")
    what = "names of dimensions and attributes are distinct"
    place.at("dimensions").distinct([d.id for d in part.dimensions], types, what)
    dimensions = [_dimension(d, types, place.at("dimensions", i)) for i, d in enumerate(part.dimensions)]
    _output_columns(model, level, [d.id for d in part.dimensions], place.at("dimensions"))
    if isinstance(part, StakeholderLevel):
        _roles(part.roles, place.at("roles"))
        types = {**types, **LINKS}
    kinds: Types = {**types, **dict.fromkeys((d.id for d in part.dimensions), "integer")}
    segments = _segments(part.segments, kinds, place.at("segments"))
    if level == "stakeholder":
        _ids_exist(model, part.segments, place.at("segments"))
    return LevelDefinition(level, types, tuple(dimensions), segments)


def attribute_type(attribute: Attribute) -> AttributeType:
    """The type of an attribute's values, after aggregating."""
    return aggregated_type(attribute.aggregate, attribute.type or "text")


def aggregated_type(aggregate: Aggregate | None, kind: AttributeType) -> AttributeType:
    """The type of what an aggregate makes of values of a type."""
    return "integer" if aggregate == "count" else "number" if aggregate == "mean" else kind


def _output_columns(model: SegmentModel, level: Level, dimensions: Iterable[str], place: Place) -> None:
    """The columns of a dimension must not meet others of its output file."""
    table = model.tables.get(f"{level}s")
    taken = {"name", "segment", "coverage" if level == "account" else "role"}
    taken |= {column for column in (table.key, table.account) if column is not None} if table else set()
    for index, name in enumerate(dimensions):
        columns = {name, f"{name}_known", f"{name}_ready"}
        for column in sorted(columns & taken):
            place.at(index, "id").fault(f"would give {level}s.csv a second column `{column}`; rename the dimension.")
        taken |= columns - {name}


def _roles(roles: Iterable[Role], place: Place) -> None:
    listed = tuple(roles)
    what = f"ids are distinct, and `{UNKNOWN_ROLE}` is the role of titles that match nothing"
    place.distinct([role.id for role in listed], [UNKNOWN_ROLE], what)
    for index, role in enumerate(listed):
        for number, title in enumerate(role.titles):
            if not normal(title):
                place.at(index, "titles", number).fault(
                    f"`{title}` holds no letter and no digit, so no title can match."
                )


def _dimension(dimension: Dimension, types: Types, place: Place) -> DimensionDefinition:
    rules = [_rule(rule, types, place.at("rules", i)) for i, rule in enumerate(dimension.rules)]
    total = len(rules)
    enough = next(count for count in range(total + 1) if count == total or count / total >= dimension.needs)
    return DimensionDefinition(dimension.id, dimension.layer, dimension.cap, enough, tuple(filter(None, rules)))


def _rule(rule: Rule, types: Types, place: Place) -> RuleDefinition | None:
    given = [name for name in ("bands", "values", "days_since") if getattr(rule, name) is not None]
    if len(given) != 1:
        place.fault(f"has {' and '.join(given) or 'no points'}; give exactly one of bands, values, days_since.")
        return None
    if rule.otherwise is not None and given != ["values"]:
        place.at("otherwise").fault(f"belongs to `values`; {given[0]} give 0 below their first bound.")
    _ascend(rule.bands or rule.days_since or (), place.at(given[0]))
    if rule.attribute not in types:
        place.at("attribute").unknown("attribute", rule.attribute, types)
        return None
    kind = types[rule.attribute]
    if given[0] not in STEPS[kind]:
        place.at(given[0]).fault(f"do not fit `{rule.attribute}` ({kind}); use {' or '.join(STEPS[kind])}.")
        return None
    steps = _steps(rule, kind, place.at(given[0]))
    return RuleDefinition(rule.attribute, steps, rule.missing, rule.why, rule.say)


def _steps(rule: Rule, kind: AttributeType, place: Place) -> Bands | Matches:
    if rule.values is not None:
        return _matches(rule.values, rule.otherwise or 0, kind, place)
    listed, bands = (rule.bands, Bands) if rule.bands is not None else (rule.days_since or (), DaysSince)
    kind = "integer" if bands is DaysSince else kind
    lowers: list[int | float] = []
    for index, (lower, _) in enumerate(listed):
        try:
            lowers.append(least(lower, kind, "lower bound"))
        except RefusedError as error:
            place.at(index).fault(f"{error}.")
            return Bands((), ())
    return bands(tuple(lowers), tuple(points for _, points in listed))


def _ascend(bands: Sequence[tuple[object, int]], place: Place) -> None:
    for index, ((before, _), (after, _)) in enumerate(pairwise(bands), start=1):
        if isinstance(before, int | float) and isinstance(after, int | float) and not before < after:
            place.at(index).fault(f"bands ascend, but {written(after)} follows {written(before)}.")


def _matches(values: Mapping[Any, int], otherwise: int, kind: AttributeType, place: Place) -> Matches:
    points: dict[Typed, int] = {}
    for value, given in values.items():
        try:
            typed = key(value, kind, "values")
        except RefusedError as error:
            place.at(written(value)).fault(f"{error}.")
            continue
        if typed in points:
            place.at(written(value)).fault(f"`{written(value)}` is there twice; values compare trimmed, without case.")
        points[typed] = given
    return Matches(points, otherwise)


def _segments(segments: Iterable[StakeholderSegment], kinds: Types, place: Place) -> tuple[SegmentDefinition, ...]:
    listed = tuple(segments)
    place.distinct([segment.id for segment in listed])
    for index, segment in enumerate(() if place.partial else listed):
        if segment.when is None and index < len(listed) - 1:
            place.at(index).fault(f"`{segment.id}` needs a `when`: only the last segment takes what is left.")
        if segment.when is not None and index == len(listed) - 1:
            place.at(index, "when").fault(f"`{segment.id}` is last and takes what is left; it has no `when`.")
    return tuple(_segment(segment, kinds, place.at(i, "when")) for i, segment in enumerate(listed))


def _segment(segment: StakeholderSegment, kinds: Types, place: Place) -> SegmentDefinition:
    coverage = segment.coverage if isinstance(segment, AccountSegment) else None
    if segment.when is None:
        return SegmentDefinition(segment.id, coverage, None)
    when = tuple(_alternative(conditions, kinds, place.at(i)) for i, conditions in enumerate(segment.when))
    return SegmentDefinition(segment.id, coverage, when)


def _alternative(conditions: Mapping[str, Condition], kinds: Types, place: Place) -> Alternative:
    if not conditions:
        place.fault("is empty; name at least one attribute or dimension.")
    return tuple(filter(None, (_condition(name, c, kinds, place.at(name)) for name, c in conditions.items())))


def _condition(name: str, condition: Condition, kinds: Types, place: Place) -> Comparison | None:
    if name not in kinds:
        place.unknown("attribute or dimension", name, kinds)
        return None
    if condition.within_days is not None:
        place.at("within_days").fault("belongs to `where`; compare a date here with at_least or below.")
    try:
        return compare(name, condition, kinds[name])
    except RefusedError as error:
        (place.at(error.field) if error.field else place).fault(f"{error}.")
        return None


def _ids_exist(model: SegmentModel, segments: Iterable[StakeholderSegment], place: Place) -> None:
    """Account segments and roles that conditions on stakeholders name."""
    ids = {
        "account_segment": [s.id for s in model.account_segments],
        "role": [*(r.id for r in model.roles), UNKNOWN_ROLE],
    }
    for index, segment in enumerate(segments):
        for number, conditions in enumerate(segment.when or ()):
            for name in conditions.keys() & ids.keys():
                _known_ids(name, conditions[name], ids[name], place.at(index, "when", number, name))


def _known_ids(name: str, condition: Condition, known: list[str], place: Place) -> None:
    folded = {key(i, "text", "") for i in known}
    named = [("is", condition.is_)] if condition.is_ is not None else []
    named += [("in", option) for option in condition.in_ or ()]
    for operation, value in named:
        if written(value).strip().casefold() not in folded:
            place.at(operation).unknown(name.replace("_", " "), written(value), known)
