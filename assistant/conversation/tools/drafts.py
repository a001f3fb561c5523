"""Tools that draft: a persona, a value proposition, talking points. What they say stands in a checked draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversation.ask import MOST, Ask, abstained
from assistant.domain.conversation import Choice, Reply
from assistant.domain.draft import Audience, Draft, Kind, Section, Statement
from assistant.drafting import draft_id

SUMMARY = "summary"
PARTS = (
    ("Who", ("room", "who", "for_whom")),
    ("Why now", ("why_now",)),
    ("Say", ("opening",)),
    ("Ask", ("questions",)),
    ("Proof", ("proof",)),
    ("Next", ("next_step",)),
)
"""The six lines of talking points, and the sections that each comes from."""
NAMES = {"persona": "persona", "value-proposition": "value proposition"}


def talking_points(ask: Ask) -> Reply:
    """Talking points for one account: who, why now, say, ask, proof, next."""
    account = ask.wanted.accounts[0]
    people = ask.wanted.people or _of_role(ask, account)
    meeting = people[0] if people else None
    ask.progress("drafting talking points")
    made = ask.assistant.draft(ask.universe.asker, "talking-points", Audience(account=account, meeting=meeting))
    return _reply(made, tuple(_six_lines(made, ask, meeting)))


def _of_role(ask: Ask, account: str) -> tuple[str, ...]:
    return tuple(p.id for p in ask.universe.people_of.get(account, ()) if p.role in ask.wanted.roles)


def _six_lines(made: Draft, ask: Ask, meeting: str | None) -> Iterator[Statement]:
    by_id = {section.id: section.statements for section in made.sections}
    name = ask.universe.person(meeting).name if meeting else ""
    for label, ids in PARTS:
        statements = [statement for id in ids for statement in by_id.get(id, ())]
        own = [statement for statement in statements if name and name in statement.text] or statements
        if own:
            yield own[0].model_copy(update={"text": f"{label}: {own[0].text}"})


def persona(ask: Ask) -> Reply:
    """A persona of a role or stakeholder segment."""
    return _of_people(ask, "persona")


def value_proposition(ask: Ask) -> Reply:
    """A value proposition for a role or stakeholder segment."""
    return _of_people(ask, "value-proposition")


def _of_people(ask: Ask, kind: Kind) -> Reply:
    wanted = ask.wanted
    roles, segments = wanted.roles, wanted.stakeholder_segments
    if wanted.people:
        person = ask.universe.person(wanted.people[0])
        roles = (person.role,) if person.role in ask.universe.roles else roles
        segments = segments or (person.segment,)
    if not roles and not segments:
        return _whose(ask, kind)
    audience = Audience(
        role=roles[0] if roles else None,
        stakeholder_segment=segments[0] if segments else None,
        account_segment=_account_segment(ask),
    )
    ask.progress(f"drafting a {NAMES[kind]}")
    made = ask.assistant.draft(ask.universe.asker, kind, audience)
    summary = next((section.statements for section in made.sections if section.id == SUMMARY), ())
    rest = [statement for section in made.sections if section.id != SUMMARY for statement in section.statements]
    return _reply(made, tuple(summary or rest[:MOST]))


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
            f"A {what} needs a role or stakeholder segment, and the segment model has none. `help` says more."
        )
    return abstained(f"A {what} of whom? Name a role or a stakeholder segment.", choices=choices)


def _reply(made: Draft, statements: Sequence[Statement]) -> Reply:
    """A draft as an answer: its short form first, its sections behind it, what it does not know."""
    sections = tuple(section for section in made.sections if section.id != SUMMARY)
    accounts = {cite.removeprefix("receipt:") for cite in made.provenance.evidence if cite.startswith("receipt:")}
    if made.audience.account:
        accounts.add(made.audience.account)
    if made.status == "refused" or not statements:
        return _refused(made).model_copy(update={"accounts": tuple(sorted(accounts))})
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


def _without_empty(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.statements)


def _refused(made: Draft) -> Reply:
    reasons = " ".join(dict.fromkeys(finding.message for finding in made.findings)) or "there is no evidence for it."
    reply = abstained(
        f"I cannot write this: {reasons} `what is missing` says what to collect; `search WORDS` looks for evidence."
    )
    return reply.model_copy(update={"open_questions": made.open_questions, "findings": made.findings})
