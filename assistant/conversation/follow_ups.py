"""Follow-ups: questions that only mean something after an answer, completed from what was wanted before."""

from __future__ import annotations

from assistant.conversation.seen import Clause
from assistant.conversation.tokens import words
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted

POLITE = frozenset(
    words(
        """please pls thanks thank you ok okay so and but hm hmm yes no well that it this is a an the can i have give me
        way much far bit too"""
    )
)
SHORT = 5
"""Words up to which a question for proof is one for that of the draft before, and no search."""
FOR_ACCOUNTS = frozenset({"talking-points", "explain", "qualify", "missing", "coverage", "compare"})
FOR_PEOPLE = frozenset({"persona", "value-proposition"})
DRAFTS = frozenset({"persona", "value-proposition", "talking-points"})


def short_follow_up(question: str, universe: Universe, before: Wanted) -> Wanted | None:
    """`shorter`, `more`, `why?`, `which source is that?`: a phrase and nothing else."""
    said = words(question)
    number = next((word for word in said if word.isdigit()), "")
    plain = tuple(word for word in said if not word.isdigit())
    for kind in ("shorter", "more", "source", "why"):
        for phrase in universe.lexicon.follow_ups[kind]:
            if _is(plain, words(phrase)):
                return _after(kind, before).model_copy(update={"question": question.strip(), "text": number})
    return None


def _is(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether a phrase was said, but for polite words around it."""
    if said == phrase:
        return True
    size = len(phrase)
    for start in range(len(said) - size + 1):
        if said[start : start + size] == phrase:
            return POLITE.issuperset((*said[:start], *said[start + size :]))
    return False


def _after(kind: str, before: Wanted) -> Wanted:
    if kind == "shorter":
        return before.model_copy(update={"page": min(before.page, 0) - 1, "follow_up": kind})
    if kind == "more":
        return before.model_copy(update={"page": max(before.page, 0) + 1, "follow_up": kind})
    if kind == "why" and before.intent == "explain" and before.to is None and not before.choices:
        return before.model_copy(update={"page": max(before.page, 0) + 1, "follow_up": kind})
    if kind == "why" and (len(before.accounts) == 1 or before.people):
        return before.model_copy(update={"intent": "explain", "follow_up": kind, "page": 0, "to": None, "part": ""})
    return before.model_copy(update={"follow_up": "source" if kind == "source" else kind})


def continued(clause: Clause, named: Wanted, intent: str, before: Wanted) -> Wanted | None:
    """What a clause means after `before`: the same for somebody else, or a question about what was spoken of."""
    lexicon = clause.universe.lexicon
    says_something = bool(
        named.accounts or named.people or named.roles or named.account_segments or named.stakeholder_segments
    )
    if not intent:
        instead = clause.says(lexicon.follow_ups["instead"]) or len(clause.tokens) <= 3
        if not (instead and says_something and before.intent):
            return None
        return _instead(named, before)
    same = clause.says(lexicon.of_those) or (intent == "count" and not clause.named and not clause.left)
    if intent in ("list", "count") and same and before.intent in ("list", "count"):
        return _narrowed(clause, named, intent, before)
    lacking = intent in FOR_ACCOUNTS and not (named.accounts or named.people or clause.accounts or clause.people)
    pointing = clause.says(lexicon.it)
    if before.accounts and not clause.strange and (lacking or pointing) and not clause.accounts:
        to = named.account_segments[-1] if named.account_segments and clause.says(lexicon.change) else None
        about = {"accounts": before.accounts, "intent": intent, "to": to if intent == "explain" else None}
        return named.model_copy(update={**about, "level": "stakeholder" if intent in ("list", "count") else "account"})
    if intent in FOR_PEOPLE and not (named.roles or named.stakeholder_segments) and not clause.strange:
        kept = {"roles": before.roles, "stakeholder_segments": before.stakeholder_segments, "intent": intent}
        segments = named.account_segments or before.account_segments
        return named.model_copy(update={**kept, "account_segments": segments}) if before.roles else None
    return None


def part_of(clause: Clause, *only: str) -> str:
    """The section of a draft that a clause asks for, among some or all; empty for none."""
    parts = clause.universe.lexicon.parts
    return next((id for id in only or parts if clause.says(parts[id])), "")


def one_part(clause: Clause, before: Wanted) -> Wanted | None:
    """One section of the draft before, or of talking points for the account that was spoken of."""
    part = part_of(clause)
    if not part or clause.accounts or clause.people or clause.strange or clause.ids("role"):
        return None
    if part == "proof" and len(clause.tokens) > SHORT:
        return None
    intent = before.intent if before.intent in DRAFTS else "talking-points" if before.accounts else ""
    update = {"intent": intent, "part": part, "page": 0, "question": clause.text.strip(), "follow_up": "instead"}
    return before.model_copy(update=update) if intent else None


def _instead(named: Wanted, before: Wanted) -> Wanted:
    """The same as before with what was named in the place of its like."""
    update: dict[str, object] = {
        "question": named.question,
        "follow_up": "instead",
        "page": 0,
        "choices": (),
        "part": "",
    }
    for field in ("accounts", "people", "roles", "account_segments", "stakeholder_segments"):
        if value := getattr(named, field):
            update[field] = value
    if bool(named.roles) != bool(named.stakeholder_segments) and before.intent in FOR_PEOPLE:
        update |= {"roles": named.roles, "stakeholder_segments": named.stakeholder_segments}
    if named.roles and before.without:
        update |= {"without": named.roles, "roles": before.roles}
    if named.accounts or (named.roles and not named.people):
        update["people"] = named.people
    return before.model_copy(update=update)


def _narrowed(clause: Clause, named: Wanted, intent: str, before: Wanted) -> Wanted:
    """A list made smaller by what is said now."""
    update = {
        field: tuple(dict.fromkeys((*getattr(before, field), *getattr(named, field))))
        for field in ("roles", "without", "account_segments", "stakeholder_segments", "coverages", "accounts")
    }
    return before.model_copy(
        update={**update, "intent": intent, "question": clause.text.strip(), "follow_up": "instead"}
    )
