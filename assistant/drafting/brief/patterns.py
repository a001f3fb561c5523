"""The composer's sentence patterns: what `prompts/patterns/*.yaml` may say, checked when it is read.

A pattern is a sentence with `$placeholders`. It must hold one that brings a citation, and only such as its material
has: anything else is an error with file and line, before any draft is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from assistant.domain.draft import Kind, SectionPlan
from assistant.domain.evidence import DocumentKind, Share
from assistant.domain.segments import Layer
from assistant.domain.value import Value
from assistant.errors import ConfigurationError, FileProblemsError, Problem, did_you_mean
from assistant.workspace import Loaded, Workspace, fingerprint, starter

Use = Literal[
    "audience",
    "account",
    "absent",
    "absent_points",
    "person",
    "reasons",
    "sayings",
    "claims",
    "sentences",
    "quotes",
    "objections",
    "asks",
]

ALWAYS = frozenset({"company", "product", "role", "a_role", "roles"})
"""Placeholders that any pattern may hold; they bring no citation."""
WITH_CITATION: dict[Use, frozenset[str]] = {
    "audience": frozenset(
        {"accounts", "titles", "account_segment", "account_segment_meaning", "coverage"}
        | {"stakeholder_segment", "stakeholder_segment_meaning", "role_meaning"}
    ),
    "account": frozenset(
        {"account", "account_segment", "account_segment_meaning", "coverage", "computed_segment", "override_reason"}
    ),
    "absent": frozenset({"absent", "account"}),
    "absent_points": frozenset({"claim", "absent", "account"}),
    "person": frozenset(
        {"person", "title", "role_meaning", "stakeholder_segment", "stakeholder_segment_meaning", "account"}
    ),
    "reasons": frozenset({"why", "attribute", "value", "account", "ask"}),
    "sayings": frozenset({"say", "clause"}),
    "claims": frozenset({"claim", "footnote"}),
    "sentences": frozenset({"sentence"}),
    "quotes": frozenset({"quote", "lead"}),
    "objections": frozenset({"objection", "sentence"}),
    "asks": frozenset({"ask", "attribute", "person"}),
}
"""Placeholders of each material; a pattern holds at least one of them."""
OF_A_PERSON = frozenset({"person", "title", "stakeholder_segment", "stakeholder_segment_meaning"})
"""What patterns in a section for each person may hold besides."""
PLACEHOLDER = re.compile(r"\$(\w+)")


def _with_default(written: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    if "default" not in written:
        raise ValueError("has no `default`: the patterns for roles and coverages that are not named.")
    return written


class Question(Value):
    """What to ask for when a section stays empty."""

    missing: str = Field(min_length=1)
    """What is not known."""
    why: str = Field(min_length=1)
    """What it would allow to say."""
    owner: str = Field(min_length=1)
    """Team that owns finding out."""


class Part(Value):
    """One kind of material of a section, and the sentences it may become."""

    use: Use
    """Which material."""
    topics: tuple[str, ...] = ()
    """Beginnings of words, one of which stands in the headings above a passage, or in the label of a paragraph
    (`Next steps: …`); none means any heading."""
    but_not: tuple[str, ...] = ()
    """Beginnings of words, none of which stands there."""
    documents: tuple[DocumentKind, ...] = ()
    """Kinds of documents, of claims too; none means any."""
    words: tuple[str, ...] = ()
    """Words, one of which a claim or sentence holds; none means any."""
    whose: Literal["theirs", "for_them", "anyone"] = "theirs"
    """Of passages: the role's own, under a heading that names its work, or any."""
    figures: bool | None = None
    """Only claims that hold a figure, or only such as hold none."""
    named: bool = False
    """Only claims that name one of these roles, and not those for everybody."""
    sayable: bool = False
    """Only what customers may hear, in an internal section too."""
    again: bool = False
    """What other sections say may be said here too."""
    shared: bool = False
    """In a section for each person: what was said for another role may be said for this one too."""
    against: bool = False
    """Of reasons, those that take points away."""
    changing: bool = False
    """Of reasons, those that may have changed since: no attribute that is `fixed`."""
    layer: Layer | None = None
    """Only when this layer is ready: of the person in a section for each person, else of the audience."""
    without: tuple[Use, ...] = ()
    """Only when the parts above it found none of these materials."""
    per_person: int = Field(default=20, ge=1, le=20)
    """Of questions, at most so many for one stakeholder."""
    unanswered: Question | None = None
    """What to ask for with each statement, such as the answer to an objection."""
    most: int = Field(default=3, ge=1, le=20)
    """At most so many statements."""
    write: Annotated[dict[str, tuple[Annotated[str, Field(min_length=1)], ...]], AfterValidator(_with_default)]
    """Patterns by id of a role or a coverage, and `default`; one is chosen for each audience."""


class SectionPattern(Value):
    """A section of a draft."""

    id: str = Field(min_length=1)
    """Stable name."""
    title: str = Field(min_length=1)
    """Heading."""
    share: Share
    """Who may read it."""
    layer: Layer | None = None
    """Left out, and asked for, unless this layer is ready."""
    each: Literal["person"] | None = None
    """Once for each stakeholder in the account."""
    first: bool = False
    """Takes its material before the sections above it."""
    summary: int = Field(default=0, ge=0, le=6)
    """How many of its statements the summary takes."""
    most: int = Field(default=6, ge=1, le=60)
    """At most so many statements."""
    parts: tuple[Part, ...] = ()
    """Its material, in order."""
    words: int | None = Field(default=None, ge=5, le=500)
    """Instead of parts: at most so many words, whole sentences of the sections in `of`."""
    of: tuple[str, ...] = ()
    """Sections that a section of few words repeats, the most important first."""
    otherwise: Question | None = None
    """What to ask for when there is no material."""

    def plan(self) -> SectionPlan:
        """The section without its sentences."""
        return SectionPlan(id=self.id, title=self.title, share=self.share, words=self.words)


class KindPatterns(Value):
    """One file of patterns."""

    kind: Kind
    """What it writes."""
    summary: str = "In short"
    """Heading of the summary, which stands first."""
    sections: tuple[SectionPattern, ...] = Field(min_length=1)
    """In the order of the draft."""


@dataclass(frozen=True)
class Patterns:
    """The patterns of every kind and the fingerprint of their files."""

    by_kind: dict[Kind, KindPatterns]
    fingerprint: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the patterns write themselves, in small letters: they are ours, and no names."""
        written = (
            pattern
            for file in self.by_kind.values()
            for section in file.sections
            for part in section.parts
            for patterns in part.write.values()
            for pattern in patterns
        )
        return frozenset(word.lower() for pattern in written for word in re.findall(r"(?<![$\w])[A-Za-z]+", pattern))

    def of(self, kind: Kind) -> KindPatterns:
        """The patterns of that kind; `ConfigurationError` when no file writes it."""
        if kind not in self.by_kind:
            raise ConfigurationError(
                f"prompts/patterns: no file has `kind: {kind}`. Copy one from a new workspace (`parlance init DIR`)."
            )
        return self.by_kind[kind]


def load_patterns(workspace: Workspace) -> Patterns:
    """The workspace's patterns; those of the sample when it has none. All problems of a file come at once."""
    folder = workspace.prompts / "patterns"
    if not folder.is_dir():
        workspace = Workspace(starter())
        folder = workspace.prompts / "patterns"
    loaded = [workspace.load(path, KindPatterns) for path in sorted(folder.glob("*.yaml")) if workspace.contains(path)]
    problems = [problem for file in loaded for problem in _problems(file)]
    by_kind: dict[Kind, KindPatterns] = {}
    for file in loaded:
        if file.value.kind in by_kind:
            problems.append(file.problem(("kind",), f"another file writes `{file.value.kind}` already."))
        by_kind.setdefault(file.value.kind, file.value)
    if problems:
        raise FileProblemsError(problems)
    return Patterns(by_kind, fingerprint("\n".join(file.fingerprint for file in loaded).encode()))


def _problems(file: Loaded[KindPatterns]) -> Iterator[Problem]:
    seen = {"summary"}
    for index, section in enumerate(file.value.sections):
        if section.id in seen:
            yield file.problem(("sections", index, "id"), f"`{section.id}` is taken; ids are distinct.")
        seen.add(section.id)
        yield from (file.problem(("sections", index), message) for message in _misshapen(section, file.value))
        for number, part in enumerate(section.parts):
            for name, written in part.write.items():
                for place, pattern in enumerate(written):
                    for message in _faults(pattern, part, section):
                        yield file.problem(("sections", index, "parts", number, "write", name, place), message)


def _misshapen(section: SectionPattern, file: KindPatterns) -> Iterator[str]:
    if bool(section.parts) == (section.words is not None):
        yield "has either `parts` or `words`: what it says itself, or at most how much it repeats."
    shares = {other.id: other.share for other in file.sections if other.words is None}
    for id in section.of:
        if id not in shares:
            yield f"`of` names no section with parts: `{id}`.{did_you_mean(id, shares)}"
        elif section.share == "customer" and shares[id] != "customer":
            yield f"is for customers and may not repeat `{id}`, which is internal."


def _faults(pattern: str, part: Part, section: SectionPattern) -> Iterator[str]:
    citing = WITH_CITATION[part.use] | (OF_A_PERSON if section.each else frozenset())
    named = PLACEHOLDER.findall(pattern)
    allowed = [f"${name}" for name in sorted(citing | ALWAYS)]
    for name in named:
        if name not in citing | ALWAYS:
            hint = did_you_mean(f"${name}", allowed) or f" Use {', '.join(allowed)}."
            yield f"`${name}` is not known to `use: {part.use}`.{hint}"
    if not WITH_CITATION[part.use].intersection(named):
        needed = ", ".join(f"${other}" for other in sorted(WITH_CITATION[part.use]))
        yield f"holds nothing that brings a citation; `use: {part.use}` needs one of {needed}."
