"""Tools about one account or stakeholder: its receipt, what would change it, what to ask, and two side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversation.ask import Ask, abstained, answered, counted, day, joined, said, section
from assistant.domain.conversation import Reply
from assistant.domain.draft import OpenQuestion, Section, Statement
from assistant.domain.segments import NearestChange, Receipt, RuleLine
from assistant.drafting.brief.pieces import attribute_name, shown
from assistant.segmentation.model.definitions import UNKNOWN_ROLE
from assistant.segmentation.operations import explained
from assistant.segmentation.operations.qualify import note, questions
from assistant.segmentation.receipts.subject import Subject


def explain(ask: Ask) -> Reply:
    """The receipt of an account or a stakeholder in a few lines, or the way to a segment."""
    subject = _subject(ask)
    names = {**ask.universe.account_segments, **ask.universe.stakeholder_segments}
    receipt = explained(subject, ask.universe.read.segment_names(subject.level), ask.wanted.to)
    told = receipt.account if receipt.level == "stakeholder" else receipt.id
    account = told if told in ask.universe.accounts.names else None
    cite = f"receipt:{account}" if account else ask.run
    lines = list(_path(receipt, names, cite)) if receipt.path else list(_why(receipt, names, cite))
    values = list(_values(receipt, ask.wanted.attributes, cite))
    reply = answered([*values, *lines[:1]] if values else lines)
    return reply.model_copy(
        update={
            "more": (*reply.more, *_dimensions(receipt, cite)),
            "open_questions": tuple(_open(subject)),
            "accounts": (account,) if account else (),
        }
    )


def _subject(ask: Ask) -> Subject:
    read = ask.universe.read
    if ask.wanted.people:
        return read.subject("stakeholder", ask.wanted.people[0])
    return read.subject("account", ask.wanted.accounts[0])


def _called(receipt: Receipt) -> str:
    return receipt.name or receipt.id


def _why(receipt: Receipt, names: dict[str, str], cite: str) -> Iterator[Statement]:
    covered = f" with {receipt.coverage} coverage" if receipt.coverage else ""
    role = f", {receipt.role.replace('_', ' ')}," if receipt.role and receipt.role != UNKNOWN_ROLE else ""
    yield said(f"{_called(receipt)}{role} is {names[receipt.segment]}{covered}, as of {day(receipt.as_of)}.", cite)
    if receipt.override:
        approved = joined(receipt.override.approved_by)
        computed = names[receipt.computed]
        yield said(f"By an override of {approved}: {receipt.override.reason} Computed: {computed}.", cite)
    yield said(f"Because {_words(receipt.matched) or 'no other segment’s condition holds'}.", cite)
    telling = sorted((r for r in receipt.rules if r.known and r.points), key=lambda rule: -abs(rule.points))
    for rule in telling[: 2 if receipt.would_change else 3]:
        yield said(_rule(rule), cite)
    for change in (receipt.would_change or ())[:1]:
        yield said(_change(change, names), cite)
    missing = dict.fromkeys(attribute_name(rule.attribute) for rule in receipt.rules if not rule.known)
    if missing:
        yield said(f"Not known: {', '.join(missing)}.", cite)


def _values(receipt: Receipt, attributes: tuple[str, ...], cite: str) -> Iterator[Statement]:
    """The values of the attributes that were asked for."""
    for rule in {rule.attribute: rule for rule in receipt.rules if rule.attribute in attributes}.values():
        told = f", as told in {rule.answered.source}" if rule.answered else ""
        name = attribute_name(rule.attribute).capitalize()
        yield said(f"{name} of {_called(receipt)}: {shown(rule.value)}{told}.", cite)


def _path(receipt: Receipt, names: dict[str, str], cite: str) -> Iterator[Statement]:
    path = receipt.path
    if path is None:
        return
    wanted = names[path.segment]
    if not path.changes:
        state = "" if path.reachable else f" cannot become {wanted}"
        yield said(f"{_called(receipt)}{state}: {_words(path.reason)}", cite)
        return
    fixed = "It takes" if path.reachable else "Not enough alone, but it would take"
    yield said(f"{_called(receipt)} is {names[receipt.segment]} now. {fixed} {counted(len(path.changes), 'change')} "
               f"to become {wanted}.", cite)  # fmt: skip
    for step in path.changes:
        how = f" Ask: {step.ask}" if step.ask else ""
        kind = "to learn" if step.kind == "collect" else "to bring about"
        name = attribute_name(step.attribute)
        yield said(f"{name}: {step.range or shown(step.after)}; it is {shown(step.before)} ({kind}).{how}", cite)
    yield said(_words(path.reason), cite)


def _words(text: str | None) -> str:
    """A condition with the names of attributes in words."""
    return " ".join(attribute_name(word) for word in (text or "").split(" "))


def _rule(rule: RuleLine) -> str:
    return f"{rule.points:+d} for {attribute_name(rule.attribute)} {shown(rule.value)}: {rule.reason}"


def _change(change: NearestChange, names: dict[str, str]) -> str:
    if change.after is None:
        return f"It would be {names[change.segment]} if {attribute_name(change.attribute)} were not known."
    value = change.range or shown(change.after)
    return f"It would be {names[change.segment]} if {attribute_name(change.attribute)} were {value}."


def _dimensions(receipt: Receipt, cite: str) -> Iterator[Section]:
    for line in receipt.dimensions:
        state = "" if line.ready else ", not ready"
        known = f"{line.known} of {line.rules} rules known{state}"
        title = f"{attribute_name(line.id).capitalize()}: {counted(line.points, 'point')}, {known}"
        rules = [rule for rule in receipt.rules if rule.dimension == line.id]
        yield section(line.id, title, (said(_rule(rule), cite) for rule in rules))


def _open(subject: Subject) -> Iterator[OpenQuestion]:
    """What is not known, what can change the result most first."""
    owner = "sales" if subject.level == "account" else "marketing"
    for question in questions(subject)[:5]:
        what = f"{attribute_name(question.attribute).capitalize()} of {(subject.name or subject.id).rstrip('.')}."
        yield OpenQuestion(missing=what, why=question.ask or "It is in no table.", owner=owner)


def qualify(ask: Ask) -> Reply:
    """Where an account stands, and which questions change that most."""
    subject = ask.universe.read.subject("account", ask.wanted.accounts[0])
    receipt, names, cite = subject.receipt(), dict(ask.universe.account_segments), f"receipt:{subject.id}"
    asked = questions(subject)
    covered = f" with {receipt.coverage} coverage"
    lines = [said(f"{_called(receipt)} is {names[receipt.segment]}{covered}, as of {day(receipt.as_of)}.", cite)]
    named = list(_asks_of_people(ask, subject.id, ask.wanted.people))
    lines = [*(said(text, cite) for text in named), *lines]
    talks = [p for p in ask.universe.people_of.get(subject.id, ()) if p.role != "unknown"]
    known = f"{counted(len(talks), 'stakeholder')} with a known role" if talks else "nobody with a known role"
    lines.append(said(f"We know {known} there.", cite))
    moving = [question for question in asked if question.ask]
    for question in moving[:3]:
        leads = joined([names[id] for id in question.segments], "or")
        lines.append(said(f"Ask: {question.ask} It can lead to {leads}.", cite))
    unasked = [attribute_name(question.attribute) for question in asked if not question.ask]
    if unasked:
        lines.append(said(f"Find out besides: {', '.join(unasked)}.", cite))
    others = [p.id for p in ask.universe.people_of.get(subject.id, ()) if p.id not in ask.wanted.people]
    lines.extend(said(text, cite) for text in list(_asks_of_people(ask, subject.id, others))[: max(0, 6 - len(lines))])
    if not asked:
        lines.append(said(f"Every attribute of {_called(receipt)} itself is known.", cite))
    reply = answered(lines)
    handed = section("note", "Hand-over note", (said(line, cite) for line in note(subject, names).splitlines()))
    update = {"more": (*reply.more, handed), "accounts": (subject.id,), "open_questions": tuple(_open(subject))}
    return reply.model_copy(update=update)


def _asks_of_people(ask: Ask, account: str, people: Sequence[str]) -> Iterator[str]:
    """For each of these stakeholders of an account the question that would tell most about them."""
    for person in (person for person in ask.universe.people_of.get(account, ()) if person.id in people):
        asked = questions(ask.universe.read.subject("stakeholder", person.id))
        first = next((question.ask for question in asked if question.ask), None)
        if first:
            yield f"Ask {person.name or person.id}: {first}"


def compare(ask: Ask) -> Reply:
    """Two accounts, or two segments, side by side."""
    if len(ask.wanted.accounts) >= 2:
        return _accounts(ask)
    if len(ask.wanted.account_segments) >= 2:
        return _segments(ask)
    if len(ask.wanted.stakeholder_segments) >= 2:
        return _stakeholder_segments(ask)
    own = [ask.universe.account_name(id) for id in list(ask.universe.accounts.names)[:2]]
    example = f" such as “compare {own[0]} and {own[1]}”" if len(own) == 2 else ""
    return abstained(
        f"I compare two accounts, or two account segments{example}. Name both; `help` says what else I do."
    )


def _accounts(ask: Ask) -> Reply:
    names = ask.universe.account_segments
    receipts = [ask.universe.read.receipt("account", id) for id in ask.wanted.accounts[:3]]
    lines = []
    for receipt in receipts:
        told = ", ".join(f"{attribute_name(d.id)} {d.points if d.ready else 'not ready'}" for d in receipt.dimensions)
        lines.append(said(f"{_called(receipt)}: {names[receipt.segment]}, {receipt.coverage}; {told}.", _cite(receipt)))
    apart = sorted(_apart(receipts[0], receipts[1]), key=lambda pair: -abs(pair[0].points - pair[1].points))
    for one, two in apart[: 6 - len(lines)]:
        values = f"{shown(one.value)} ({one.points:+d}) against {shown(two.value)} ({two.points:+d})"
        lines.append(said(f"{attribute_name(one.attribute).capitalize()}: {values}.", *map(_cite, receipts[:2])))
    return answered(lines).model_copy(update={"accounts": tuple(receipt.id for receipt in receipts)})


def _cite(receipt: Receipt) -> str:
    return f"receipt:{receipt.id}"


def _apart(one: Receipt, two: Receipt) -> Iterator[tuple[RuleLine, RuleLine]]:
    return (pair for pair in zip(one.rules, two.rules, strict=True) if pair[0].points != pair[1].points)


def _segments(ask: Ask) -> Reply:
    model, counts = ask.universe.read.model.value, ask.universe.read.levels["account"].by_segment()
    lines = []
    for id in ask.wanted.account_segments:
        segment = model.account_segment(id)
        lines.append(said(f"{segment.name}, {segment.coverage} coverage: {segment.meaning}", ask.run))
        lines.append(said(f"{counted(counts[id], 'account')} in {segment.name}{_whose(ask)}.", ask.run))
    return answered(lines).model_copy(update={"personal": True})


def _stakeholder_segments(ask: Ask) -> Reply:
    names, counts = ask.universe.stakeholder_segments, ask.universe.read.levels["stakeholder"].by_segment()
    by_id = {segment.id: segment for segment in ask.universe.read.model.value.stakeholder_segments}
    lines = []
    for id in ask.wanted.stakeholder_segments:
        lines.append(said(f"{names[id]}: {by_id[id].meaning}", ask.run))
        lines.append(said(f"{counted(counts[id], 'stakeholder')} in {names[id]}{_whose(ask)}.", ask.run))
    return answered(lines).model_copy(update={"personal": True})


def _whose(ask: Ask) -> str:
    return "" if ask.universe.asker.rights == "all" else " among those that you may see"
