"""Traits: what the segment model says of an attribute besides its points: what it may hold, and who can change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.domain.segments import Level
from assistant.segmentation.model.cells import Typed, UnreadableError, fold, parse
from assistant.segmentation.model.comparisons import written
from assistant.segmentation.model.compiler import LINKS, attribute_type
from assistant.segmentation.model.definitions import UNKNOWN_ROLE
from assistant.segmentation.model.schema import AccountLevel, Attribute, AttributeType, SegmentModel, StakeholderLevel

Part = AccountLevel | StakeholderLevel


@dataclass(frozen=True)
class Traits:
    """One attribute, or what links a stakeholder to role and account."""

    name: str
    type: AttributeType
    ask: str = ""
    """The question that collects it."""
    fixed: bool = False
    """Nobody can change it by selling better."""
    counted: bool = False
    """A count of rows: never missing, never below 0."""
    rounded: bool = False
    """A sum or mean of numbers, which is rounded before anything compares it."""
    texts: tuple[str, ...] = ()
    """Texts that rules and conditions name, as the file writes them."""
    empty: frozenset[str] = frozenset()
    """Texts that mean missing."""

    @property
    def never(self) -> frozenset[Typed]:
        """Integers, numbers or days that a cell can never hold, because they are written like missing ones."""
        if self.type in ("text", "boolean"):
            return frozenset()
        return frozenset(_readable(self.empty, self.type))


def traits(model: SegmentModel, level: Level) -> dict[str, Traits]:
    """By name, in the order of the segment model; stakeholders have `account_segment` and `role` besides."""
    part: Part | None = model.accounts if level == "account" else model.stakeholders
    if part is None:
        return {}
    named = dict(_named(part))
    found = {name: _traits(name, attribute, named.get(name, ())) for name, attribute in part.attributes.items()}
    if level == "account":
        return found
    ids = {
        "account_segment": tuple(segment.id for segment in model.account_segments),
        "role": (*(role.id for role in model.roles), UNKNOWN_ROLE),
    }
    return {**found, **{name: Traits(name, kind, fixed=True, texts=ids[name]) for name, kind in LINKS.items()}}


def _traits(name: str, attribute: Attribute, texts: Iterable[str]) -> Traits:
    kind = attribute_type(attribute)
    return Traits(
        name=name,
        type=kind,
        ask=attribute.ask.strip(),
        fixed=attribute.fixed,
        counted=attribute.aggregate == "count",
        rounded=attribute.aggregate in ("sum", "mean") and kind == "number",
        texts=tuple({fold(text): text.strip() for text in reversed(list(texts))}.values())[::-1],
        empty=frozenset(map(written, attribute.empty)) if attribute.table is None else frozenset(),
    )


def _named(part: Part) -> Iterator[tuple[str, list[str]]]:
    """The values that rules and conditions name, by attribute, in the order of the file."""
    texts: dict[str, list[str]] = {}
    for dimension in part.dimensions:
        for rule in dimension.rules:
            texts.setdefault(rule.attribute, []).extend(map(written, rule.values or ()))
    for segment in part.segments:
        for conditions in segment.when or ():
            for name, condition in conditions.items():
                options = [*(condition.in_ or ()), *([] if condition.is_ is None else [condition.is_])]
                texts.setdefault(name, []).extend(map(written, options))
    yield from texts.items()


def _readable(texts: Iterable[str], kind: AttributeType) -> Iterator[Typed]:
    for text in texts:
        try:
            yield parse(text.strip(), kind)
        except UnreadableError:
            continue
