"""The composer: statements from a brief and sentence patterns, without a language model.

Nothing is said that the brief does not hold: a pattern is filled with words of the evidence or left out. The same brief
and patterns give the same text; which of several patterns opens a section depends on the audience alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain.draft import Brief, OpenQuestion, Section, SectionPlan, Statement
from assistant.domain.finding import Finding
from assistant.drafting.brief.material import common, material
from assistant.drafting.brief.patterns import PLACEHOLDER, KindPatterns, Part, Patterns, SectionPattern, Use
from assistant.drafting.brief.pieces import Focus, Material, shown_name
from assistant.drafting.brief.questions import empty_section, filled, unclean_words
from assistant.drafting.review.few_words import in_few_words
from assistant.drafting.sentences.grammar import sentence, unstopped
from assistant.drafting.sentences.words import content_words

MOST_SUMMARY = 6
MOST_OF_MEETING = 2
"""Lines of a summary about whom the meeting is with."""
SHORT = 180
"""Characters of a summary line; a longer one stands in a summary only when the draft has no shorter."""
SAME = 0.8
"""Share of the words of the shorter of two sentences from which they say the same."""
REPEATABLE: frozenset[Use] = frozenset({"claims", "sentences", "quotes"})
"""Materials of which two pieces may say nearly the same."""
FACTS: frozenset[Use] = frozenset({"audience", "account", "absent", "absent_points", "person"})
"""Materials that are one piece, of which several sections may speak."""
MEANINGS = ("stakeholder_segment_meaning", "role_meaning")
"""Pieces that a section gives once."""
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
    said: list[tuple[str, str, str, frozenset[str]]] = field(default_factory=list)
    """Section, role of the person, text and words of each piece that was used."""
    questions: list[OpenQuestion] = field(default_factory=list)
    meanings: set[tuple[str, str]] = field(default_factory=set)
    """Section and meaning of each stakeholder segment or role that was explained."""

    def fresh(self, pieces: Material, section: str) -> Material:
        """Pieces without the meaning of a stakeholder segment or a role that the section has given before."""
        given = [name for name in MEANINGS if name in pieces and (section, pieces[name].text) in self.meanings]
        return {name: piece for name, piece in pieces.items() if name not in given}

    def explains(self, statement: Statement, pieces: Material, section: str) -> None:
        """Notes the meaning of a stakeholder segment or a role that a statement gives."""
        texts = (pieces[name].text for name in MEANINGS if name in pieces)
        self.meanings.update((section, text) for text in texts if text in statement.text)

    def repeats(self, part: Part, section: str, role: str, texts: Sequence[str]) -> bool:
        """Whether the draft, or with `again` the section, has said this or nearly this before; if not, it is noted."""
        for text in texts:
            own = content_words(text)
            for where, whose, before, other in self.said:
                if (part.again and where != section) or (part.shared and whose != role):
                    continue
                shorter = min(len(own), len(other))
                near = part.use in REPEATABLE and shorter > 2 and len(own & other) >= SAME * shorter
                if before == text or near:
                    return True
        self.said.extend((section, role, text, content_words(text)) for text in texts)
        return False


def compose(brief: Brief, patterns: Patterns, wording: Wording) -> Composition:
    """Sections of the brief's outline; `wording` gives the findings of the glossary on a sentence."""
    file = patterns.of(brief.kind)
    planned = {plan.id for plan in brief.outline}
    wanted = [section for section in file.sections if section.id in planned and section.parts]
    desk = _Desk(brief, wording, questions=list(brief.questions))
    written = {section.id: _section(section, desk) for section in sorted(wanted, key=lambda section: not section.first)}
    sections = [section_of(s.plan(), written[s.id]) for s in wanted if written[s.id]]
    return compiled(sections, desk.questions, brief, file)


def compiled(
    sections: Sequence[Section], questions: Sequence[OpenQuestion], brief: Brief, file: KindPatterns
) -> Composition:
    """A draft from the sections of its writer.

    The summary before them, those of few words in their places, and a question for each planned one that is not there.
    """
    own = {section.id: section for section in sections}
    patterns = {pattern.id: pattern for pattern in file.sections}
    few = {plan.id for plan in brief.outline if plan.words is not None}
    whole = {id: section for id, section in own.items() if id not in few}
    for plan in (plan for plan in brief.outline if plan.id in few):
        drawn = [whole[id] for id in patterns[plan.id].of if id in whole]
        own[plan.id] = section_of(plan, in_few_words(drawn, plan.words or 0, (brief.product, brief.company)))
    order = [*patterns, *(id for id in own if id not in patterns)]
    there = [own[id] for id in order if id in own and own[id].statements]
    empty = {plan.id for plan in brief.outline} - {section.id for section in there}
    asked = [empty_section(s.otherwise, brief) for s in file.sections if s.id in empty and s.otherwise]
    return Composition((*_summary(file, there, brief), *there), _distinct([*questions, *asked]))


def section_of(plan: SectionPlan, statements: Sequence[Statement]) -> Section:
    """The planned section with what it says."""
    return Section(id=plan.id, title=plan.title, share=plan.share, statements=tuple(statements))


def _section(pattern: SectionPattern, desk: _Desk) -> list[Statement]:
    focuses: list[Focus | None] = [None]
    if pattern.each == "person":
        focuses = [Focus(*pair) for pair in zip(desk.brief.stakeholders, desk.brief.people, strict=True)]
    made: list[Statement] = []
    for focus in focuses:
        filled: set[Use] = set()
        for number, part in enumerate(pattern.parts):
            if _ready(part, desk.brief, focus) and not filled.intersection(part.without):
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
    role = focus.person.role if focus else ""
    made = 0
    for piece in material(part, pattern.share, desk.brief, focus):
        if made == part.most:
            return
        statement = _statement(choices, turn + made, desk.fresh(always | piece, pattern.id))
        if statement is None or (part.use not in FACTS and desk.repeats(part, pattern.id, role, _own_words(piece))):
            continue
        if findings := desk.wording(statement.text):
            desk.questions.append(unclean_words(statement, findings))
            continue
        if part.unanswered:
            desk.questions.append(filled(part.unanswered, {name: of.text for name, of in (always | piece).items()}))
        desk.explains(statement, always | piece, pattern.id)
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


def _own_words(pieces: Material) -> list[str]:
    """What makes a piece the same as another: its first text, and the sentence that leads to a quote."""
    return list(dict.fromkeys([next(iter(pieces.values())).text, *(p.text for n, p in pieces.items() if n == "lead")]))


def _turn(brief: Brief, *names: object) -> int:
    """A number that depends on the audience and the place alone."""
    text = "|".join([brief.kind, brief.audience.model_dump_json(exclude_none=True), *map(str, names)])
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def _summary(file: KindPatterns, sections: Sequence[Section], brief: Brief) -> list[Section]:
    """A few short statements of the draft in its order, those about whom the meeting is with first."""
    about = _about_meeting(file, sections, brief)
    wanted = {s.id: min(s.summary, 1) if about else s.summary for s in file.sections}
    lines = [*about, *(line for s in sections for line in _short(s.statements, wanted.get(s.id, 0)))]
    every = [statement for section in sections for statement in section.statements]
    lines = list(dict.fromkeys(lines)) or sorted(every, key=lambda line: len(line.text))[:1]
    if not lines:
        return []
    kept = lines if len(lines) <= MOST_SUMMARY else [*lines[: MOST_SUMMARY - 1], lines[-1]]
    return [Section(id="summary", title=file.summary, share="internal", statements=tuple(kept))]


def _about_meeting(file: KindPatterns, sections: Sequence[Section], brief: Brief) -> list[Statement]:
    met = next((shown_name(person) for person in brief.stakeholders if person.id == brief.audience.meeting), "")
    of_people = {section.id for section in file.sections if section.each == "person"}
    said = [s for section in sections if section.id in of_people for s in section.statements if met and met in s.text]
    return _short(said, MOST_OF_MEETING) or said[:1]


def _short(statements: Sequence[Statement], most: int) -> list[Statement]:
    return [statement for statement in statements if len(statement.text) <= SHORT][:most]


def _distinct(questions: Sequence[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    return tuple(dict.fromkeys(questions))
