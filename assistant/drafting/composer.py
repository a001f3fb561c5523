"""The composer: statements from a brief and sentence patterns, without a language model.

Nothing is said that the brief does not hold: a pattern is filled with words of the evidence or left out. The same brief
and patterns give the same text; which of several patterns opens a section depends on the audience alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain.draft import Brief, OpenQuestion, Section, Statement
from assistant.domain.finding import Finding
from assistant.drafting.grammar import sentence, unstopped
from assistant.drafting.material import common, material
from assistant.drafting.patterns import PLACEHOLDER, KindPatterns, Part, Patterns, SectionPattern, Use
from assistant.drafting.pieces import Focus, Material
from assistant.drafting.questions import empty_section, unclean_words
from assistant.drafting.words import content_words

MOST_SUMMARY = 6
SHORT = 170
"""Characters of a summary line, where there is a choice."""
SAME = 0.8
"""Share of the words of the shorter of two sentences from which they say the same."""
REPEATABLE: frozenset[Use] = frozenset({"claims", "sentences", "quotes"})
"""Materials of which two pieces may say nearly the same."""
FACTS: frozenset[Use] = frozenset({"audience", "account", "person"})
"""Materials that are one piece, of which several sections may speak."""
Wording = Callable[[str], Sequence[Finding]]


@dataclass(frozen=True)
class Composition:
    """Sections, the summary first, and what could not be said."""

    sections: tuple[Section, ...]
    questions: tuple[OpenQuestion, ...]


@dataclass
class _Desk:
    """What one composition has on its desk."""

    brief: Brief
    wording: Wording
    said: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)
    """Section, text and words of each piece that was used."""
    questions: list[OpenQuestion] = field(default_factory=list)

    def repeats(self, part: Part, section: str, text: str) -> bool:
        """Whether the draft, or with `again` the section, has said this or nearly this before; if not, it is noted."""
        own = content_words(text)
        for where, before, other in self.said:
            if part.again and where != section:
                continue
            shorter = min(len(own), len(other))
            near = part.use in REPEATABLE and shorter > 2 and len(own & other) >= SAME * shorter
            if before == text or near:
                return True
        self.said.append((section, text, own))
        return False


def compose(brief: Brief, patterns: Patterns, wording: Wording) -> Composition:
    """Sections of the brief's outline; `wording` gives the findings of the glossary on a sentence."""
    file = patterns.of(brief.kind)
    planned = {plan.id for plan in brief.outline}
    wanted = [section for section in file.sections if section.id in planned]
    desk = _Desk(brief, wording, questions=list(brief.questions))
    written = {section.id: _section(section, desk) for section in sorted(wanted, key=lambda section: not section.first)}
    sections = [Section(**s.plan().model_dump(), statements=tuple(written[s.id])) for s in wanted if written[s.id]]
    return compiled(sections, desk.questions, brief, file)


def compiled(
    sections: Sequence[Section], questions: Sequence[OpenQuestion], brief: Brief, file: KindPatterns
) -> Composition:
    """A draft from its sections: the summary before them, and a question for each planned one that is not there."""
    there = {section.id for section in sections}
    planned = {plan.id for plan in brief.outline}
    asked = [
        empty_section(section.otherwise, brief)
        for section in file.sections
        if section.id in planned - there and section.otherwise
    ]
    return Composition((*_summary(file, sections), *sections), _distinct([*questions, *asked]))


def _section(pattern: SectionPattern, desk: _Desk) -> list[Statement]:
    focuses: list[Focus | None] = [None]
    if pattern.each == "person":
        focuses = [Focus(*pair) for pair in zip(desk.brief.stakeholders, desk.brief.people, strict=True)]
    made: list[Statement] = []
    for focus in focuses:
        filled: set[Use] = set()
        for number, part in enumerate(pattern.parts):
            if _ready(part, desk.brief, focus) and not (part.fallback and part.use in filled):
                found = list(_part(part, pattern, number, focus, desk))
                made.extend(found)
                filled.update([part.use] if found else [])
    return made[: pattern.most]


def _ready(part: Part, brief: Brief, focus: Focus | None) -> bool:
    return part.layer is None or part.layer in (focus.receipt.ready_layers() if focus else brief.layers)


def _part(part: Part, pattern: SectionPattern, number: int, focus: Focus | None, desk: _Desk) -> Iterator[Statement]:
    always = common(desk.brief, focus)
    choices = _patterns(part, desk.brief, focus)
    turn = _turn(desk.brief, pattern.id, number, focus.person.id if focus else "")
    made = 0
    for piece in material(part, pattern.share, desk.brief, focus):
        if made == part.most:
            return
        statement = _statement(choices, turn + made, always | piece)
        if statement is None or (part.use not in FACTS and desk.repeats(part, pattern.id, _first(piece))):
            continue
        if findings := desk.wording(statement.text):
            desk.questions.append(unclean_words(statement, findings))
            continue
        made += 1
        yield statement


def _patterns(part: Part, brief: Brief, focus: Focus | None) -> Sequence[str]:
    """The patterns for the role, else for the coverage, else for everybody."""
    role = focus.person.role if focus else brief.audience.role
    for name in (role, brief.coverage):
        if name in part.write:
            return part.write[name]
    return part.write["default"]


def _statement(choices: Sequence[str], turn: int, pieces: Material) -> Statement | None:
    """One of the patterns that say most, filled; None when none can be."""
    named = {choice: list(dict.fromkeys(PLACEHOLDER.findall(choice))) for choice in choices}
    filled = [choice for choice in choices if all(name in pieces for name in named[choice])]
    if not filled:
        return None
    richest = max(len(named[choice]) for choice in filled)
    best = [choice for choice in filled if len(named[choice]) == richest]
    choice = best[turn % len(best)]
    cites = dict.fromkeys(cite for name in named[choice] for cite in pieces[name].cites)
    return Statement(text=_fill(choice, pieces), cites=tuple(cites))


def _fill(pattern: str, pieces: Material) -> str:
    text, end = "", 0
    for match in PLACEHOLDER.finditer(pattern):
        piece = pieces[match[1]].text
        text += pattern[end : match.start()] + (
            unstopped(piece) if pattern[match.end() :].strip() not in ("", "”") else piece
        )
        end = match.end()
    return sentence(text + pattern[end:])


def _first(pieces: Material) -> str:
    return next(iter(pieces.values())).text


def _turn(brief: Brief, *names: object) -> int:
    """A number that depends on the audience and the place alone."""
    text = "|".join([brief.kind, brief.audience.model_dump_json(), *map(str, names)])
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def _summary(file: KindPatterns, sections: Sequence[Section]) -> list[Section]:
    """A few statements of the draft, the shorter where there is a choice, in its order."""
    wanted = {section.id: section.summary for section in file.sections}
    lines = [line for section in sections for line in _short(section.statements, wanted[section.id])]
    if not lines:
        return []
    return [Section(id="summary", title=file.summary, share="internal", statements=tuple(lines[:MOST_SUMMARY]))]


def _short(statements: Sequence[Statement], most: int) -> list[Statement]:
    short = [statement for statement in statements if len(statement.text) <= SHORT]
    return list((short or statements)[:most])


def _distinct(questions: Sequence[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    return tuple(dict.fromkeys(questions))
