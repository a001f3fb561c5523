"""Tools that draft: a persona, a value proposition, talking points. What they say stands in a checked draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversation.ask import MOST, Ask, abstained
from assistant.domain.conversation import Choice, Reply
from assistant.domain.draft import Audience, Draft, Kind, Section, Statement
from assistant.drafting import chosen_format, draft_id, rendered, sheet
from assistant.drafting.brief.pieces import is_fit

SUMMARY = "summary"
MOST_PEOPLE = 3
PARTS = (
    ("Why now", ("why_now",)),
    ("Say", ("opening",)),
    ("Ask", ("questions",)),
    ("Proof", ("proof",)),
    ("Next", ("next_step",)),
)
"""The lines of talking points behind who is there, and the sections that each comes from."""
NOTHING_THERE = (
    "Nothing that you may see says this: the draft has no such part. “more” shows the rest of the last answer, "
    "“search WORDS” looks in the documents."
)
NAMES = {"persona": "persona", "value-proposition": "value proposition"}


def talking_points(ask: Ask) -> Reply:
    """Talking points for one account: who, why now, say, ask, proof, next."""
    ask.progress("drafting talking points")
    made = ask.assistant.draft(ask.universe.asker, *requested(ask))
    return _reply(made, tuple(_six_lines(made, ask)), ask.wanted.part)


def requested(ask: Ask) -> tuple[Kind, Audience]:
    """The draft that is asked for: its kind and its audience."""
    if ask.wanted.intent == "talking-points":
        account = ask.wanted.accounts[0]
        there = ask.universe.people_of.get(account, ())
        met = [p.id for p in there if p.id in ask.wanted.people or p.role in ask.wanted.roles]
        return "talking-points", Audience(account=account, meeting=met[0] if met else None)
    roles, segments = _roles_and_segments(ask)
    audience = Audience(
        role=roles[0] if roles else None,
        stakeholder_segment=segments[0] if segments else None,
        account_segment=_account_segment(ask),
    )
    return ("persona" if ask.wanted.intent == "persona" else "value-proposition"), audience


def draft_file(ask: Ask, name: str) -> bytes:
    """The draft that is asked for as a file; its suffix says the format."""
    made = ask.assistant.draft(ask.universe.asker, *requested(ask))
    return rendered(sheet(made, ask.assistant.sources(ask.universe.asker)), chosen_format(None, name))


def _six_lines(made: Draft, ask: Ask) -> Iterator[Statement]:
    by_id = {section.id: section.statements for section in made.sections}
    meeting = made.audience.meeting
    name = ask.universe.person(meeting).name if meeting else ""
    if made.sections:
        yield _who(made.audience, ask)
    for label, ids in PARTS:
        statements = [statement for id in ids for statement in by_id.get(id, ())]
        own = [statement for statement in statements if name and name in statement.text] or statements
        if label == "Why now":
            own = own[1:] or own
        if own:
            text = own[0].text
            labelled = text if text.startswith(f"{label} ") else f"{label}: {text}"
            yield own[0].model_copy(update={"text": labelled})


def _who(audience: Audience, ask: Ask) -> Statement:
    """The account, its segment and the people there, in one line."""
    account = ask.universe.account(audience.account or "")
    there = ask.universe.people_of.get(account.id, ())
    met = [person for person in there if person.id == audience.meeting] or list(there)
    people = [f"{person.name or person.id} ({person.title})" for person in met[:MOST_PEOPLE] if is_fit(person.title)]
    over = f" and {len(met) - MOST_PEOPLE} more" if len(met) > MOST_PEOPLE else ""
    names = f" {'; '.join(people)}{over}." if people else " Nobody is known there."
    segment = ask.universe.account_segments[account.segment]
    text = f"Who: {account.name or account.id}, {segment}, {account.coverage} coverage.{names}"
    return Statement(text=text, cites=(f"receipt:{account.id}",))


def persona(ask: Ask) -> Reply:
    """A persona of a role or stakeholder segment."""
    return _of_people(ask, "persona")


def value_proposition(ask: Ask) -> Reply:
    """A value proposition for a role or stakeholder segment."""
    return _of_people(ask, "value-proposition")


def _of_people(ask: Ask, kind: Kind) -> Reply:
    if not any(_roles_and_segments(ask)):
        return _whose(ask, kind)
    ask.progress(f"drafting a {NAMES[kind]}")
    made = ask.assistant.draft(ask.universe.asker, *requested(ask))
    summary = next((section.statements for section in made.sections if section.id == SUMMARY), ())
    rest = [statement for section in made.sections if section.id != SUMMARY for statement in section.statements]
    return _reply(made, tuple(summary or rest[:MOST]), ask.wanted.part)


def _roles_and_segments(ask: Ask) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles and stakeholder segments that are meant, those of a person who is named too."""
    roles, segments = ask.wanted.roles, ask.wanted.stakeholder_segments
    if not ask.wanted.people:
        return roles, segments
    person = ask.universe.person(ask.wanted.people[0])
    own = (person.role,) if person.role in ask.universe.roles else ()
    return own or roles, segments or (person.segment,)


def _account_segment(ask: Ask) -> str | None:
    """The account segment that was named, else that of the account that was."""
    if ask.wanted.account_segments:
        return ask.wanted.account_segments[0]
    return ask.universe.account(ask.wanted.accounts[0]).segment if ask.wanted.accounts else None


def _whose(ask: Ask, kind: Kind) -> Reply:
    """Asks back for whom it is to be."""
    what = NAMES[kind]
    choices = [Choice(label=name, question=f"{what} for {name}") for name in ask.universe.roles.values()]
    if not choices:
        return abstained(
            f"A {what} needs a role or stakeholder segment, and the segment model has none. Who edits "
            "knowledge/segments.yaml adds people there (docs/segments.md, Stakeholders); `help` says what I do without."
        )
    return abstained(f"A {what} of whom? Name a role or a stakeholder segment.", choices=choices)


def _reply(made: Draft, statements: Sequence[Statement], part: str) -> Reply:
    """A draft as an answer: its short form first, its sections behind it, what it does not know; or one part of it."""
    sections = tuple(section for section in made.sections if section.id != SUMMARY)
    accounts = {cite.removeprefix("receipt:") for cite in made.provenance.evidence if cite.startswith("receipt:")}
    if made.audience.account:
        accounts.add(made.audience.account)
    if made.status == "refused" or not statements:
        return _refused(made).model_copy(update={"accounts": tuple(sorted(accounts))})
    if part:
        statements, sections = _only(part, sections)
    if not statements:
        return abstained(NOTHING_THERE).model_copy(update={"accounts": tuple(sorted(accounts))})
    return Reply(
        question="",
        intent="",
        statements=tuple(statements[:MOST]),
        more=_without_empty(sections),
        open_questions=made.open_questions,
        findings=made.findings,
        accounts=tuple(sorted(accounts)),
        personal=made.audience.account is None,
        draft=draft_id(made),
    )


def _only(part: str, sections: Sequence[Section]) -> tuple[tuple[Statement, ...], tuple[Section, ...]]:
    """The first statements of one section, and what of it is left."""
    found = [section for section in sections if section.id == part]
    left = tuple(section.model_copy(update={"statements": section.statements[MOST:]}) for section in found)
    return tuple(statement for section in found for statement in section.statements[:MOST]), left


def _without_empty(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.statements)


def _refused(made: Draft) -> Reply:
    reasons = " ".join(dict.fromkeys(finding.message for finding in made.findings)) or "there is no evidence for it."
    reply = abstained(
        f"I cannot write this: {reasons} `what is missing` says what to collect; `search WORDS` looks for evidence."
    )
    return reply.model_copy(update={"open_questions": made.open_questions, "findings": made.findings})
