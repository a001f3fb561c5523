"""Open questions: what a draft would need to know, why, and who owns finding out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain.draft import Brief, OpenQuestion, Statement
from assistant.domain.finding import Finding
from assistant.domain.segments import Layer, Receipt, Stakeholder
from assistant.drafting.brief.patterns import PLACEHOLDER, Question
from assistant.drafting.brief.pieces import is_fit, shown_name
from assistant.drafting.sentences.grammar import inside, listed, lowered, members, one_of
from assistant.drafting.sentences.markup import is_plain

COLLECTS = "sales"
"""Facts about accounts and their people are collected by those who speak with them."""


def empty_section(question: Question, brief: Brief) -> OpenQuestion:
    """What to ask for when nothing in the evidence fills a section; evidence is sorted by role, so that is named."""
    values = {
        "audience": members(inside(brief.role_name)) if brief.role_name else whom(brief),
        "account": shown_name(brief.receipt) if brief.receipt else "the account",
        "company": brief.company,
        "product": brief.product,
    }
    return filled(question, values)


def filled(question: Question, values: Mapping[str, str]) -> OpenQuestion:
    """A question of the patterns with these values in the place of its `$names`."""
    return OpenQuestion(
        missing=PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), question.missing),
        why=PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), question.why),
        owner=question.owner,
    )


def unclean_words(statement: Statement, findings: Sequence[Finding]) -> OpenQuestion:
    """Evidence that cannot be said in the agreed words; what is more than words is not repeated."""
    cites = listed(statement.cites)
    if not is_plain(statement.text):
        missing, why = f"Plain words for {cites}: it holds a link, a mention or markup.", "It could then be said."
    else:
        missing, why = f"Agreed words for {cites}: {findings[0].message}", f"It could then be said: {statement.text}"
    return OpenQuestion(missing=missing, why=why, owner="marketing")


def layers_not_ready(
    layers: Sequence[Layer], who: str, receipts: Iterable[Receipt], titles: Sequence[str], asks: Mapping[str, str]
) -> OpenQuestion:
    """What to collect before anything of these layers is written; `titles` are what waits for it."""
    missing: Counter[tuple[str, str]] = Counter()
    for receipt in receipts:
        deep = {line.id for line in receipt.dimensions if line.layer in layers}
        unknown = {rule.attribute: None for rule in receipt.rules if not rule.known and rule.dimension in deep}
        missing.update((receipt.level, attribute) for attribute in unknown)
    first = sorted(missing, key=lambda key: (-missing[key], f"{key[0]}.{key[1]}" not in asks))
    names = [attribute.replace("_", " ") for _, attribute in first[:4]]
    lacking = f"{listed(names)} not recorded" if names else "no dimension of the segment model reads it"
    what = f"Who {who} is" if list(layers) == ["who"] else f"{listed(layers).capitalize()} of {who}"
    ask = next((asks[f"{level}.{name}"] for level, name in first if f"{level}.{name}" in asks), "")
    return OpenQuestion(
        missing=f"{what}: {lacking}." + (f" First ask: {ask}" if ask else ""),
        why=f"The data does not support it yet; it would tell us {listed([lowered(title) for title in titles])}.",
        owner=COLLECTS,
    )


def nobody_there(who: str) -> OpenQuestion:
    """An audience in which the tables hold nobody."""
    return OpenQuestion(
        missing=f"No stakeholder in the tables is in this audience: {who}.",
        why="Without one there is no account to speak of, and nothing about them that the data supports.",
        owner=COLLECTS,
    )


def same_for_roles(brief: Brief, others: Sequence[str]) -> OpenQuestion:
    """A role that the evidence does not tell from others; `others` are their display names."""
    own, same = members(inside(brief.role_name or "stakeholder")), listed([members(inside(name)) for name in others])
    return OpenQuestion(
        missing=f"Evidence for {own} alone: this draft rests on the same evidence as the one for {same}.",
        why="What is said to both cannot be what moves one of them; an interview or a claim of their own would tell.",
        owner="marketing",
    )


def same_for_segments(brief: Brief, others: Sequence[str]) -> OpenQuestion:
    """A stakeholder segment that the evidence does not tell from others; `others` are their display names."""
    return OpenQuestion(
        missing=(
            f"Evidence for the stakeholder segment {brief.stakeholder_segment_name} alone: this draft rests on the "
            f"same evidence as the one for {listed(others)}."
        ),
        why="Claims and documents are sorted by role so far; what people of this stakeholder segment say would tell.",
        owner="marketing",
    )


def role_without_person(role: str, account: str) -> OpenQuestion:
    """A role for which an account has no known stakeholder."""
    return OpenQuestion(
        missing=f"Who at {account} is {one_of(inside(role))}?",
        why="No stakeholder with that role is known there, so nobody has been prepared for.",
        owner=COLLECTS,
    )


def role_unknown(person: Stakeholder) -> OpenQuestion:
    """A stakeholder whose title matches no role."""
    title = f", {person.title}," if person.title and is_fit(person.title) else ""
    return OpenQuestion(
        missing=f"What does {shown_name(person)}{title} decide? The title matches no role.",
        why="Points for a stakeholder depend on the role.",
        owner=COLLECTS,
    )


def whom(brief: Brief) -> str:
    """The audience in a few words."""
    if brief.receipt:
        return shown_name(brief.receipt)
    if brief.stakeholder_segment_name and not brief.role_name:
        text = f"people in the stakeholder segment {brief.stakeholder_segment_name}"
    else:
        text = members(inside(brief.role_name)) if brief.role_name else "stakeholders"
        segment = brief.stakeholder_segment_name
        text += f" in the stakeholder segment {segment}" if segment else ""
    return text + (f" in {brief.account_segment_name} accounts" if brief.account_segment_name else "")
