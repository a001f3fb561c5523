"""Understanding without a language model: from words to what is wanted, by the lexicon and the asker's universe.

The same words, universe and thread give the same reading. A name that may mean several things is asked back, and one
that means nothing here is said to be unknown; neither is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.exclusions import unlisted, without_excluded
from assistant.conversation.follow_ups import (
    DRAFTS,
    FOR_ACCOUNTS,
    FOR_PEOPLE,
    continued,
    one_part,
    part_of,
    short_follow_up,
)
from assistant.conversation.payload import Split, split
from assistant.conversation.seen import Clause
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted
from assistant.domain.conversation import Choice
from assistant.domain.segments import Level
from assistant.drafting.brief.pieces import attribute_name
from assistant.drafting.sentences.proper_names import FUNCTION_WORDS

MOST_CHOICES = 6
WHOLE = frozenset({"list", "count", "coverage", "missing", "compare"})
"""Intents whose answer would be another one if a word that names something were passed over."""
FREE = frozenset({"define", "search", "help", "status"})
"""Intents that may speak of things that have no name here."""
_SENTENCE = re.compile(r"(?<=[?!;])\s+|(?<=[a-z]{3}\.)\s+(?=[A-Z])|,?\s+(?:and also|also,?|plus)\s+(?=\w+ \w+)")
_SECOND = re.compile(
    r",?\s+(?:and|then)\s+(?=(?:(?:for|at|with|in|of) )?"
    r"(?:what|who|which|how|why|where|give|show|list|check|define|compare|draft|translate|tell"
    r"|explain|count|whats|what's|who's)\b)",
    re.IGNORECASE,
)
_ACCOUNT_WORDS = frozenset(["account", "accounts", "hospital", "hospitals", "organisations", "organizations"])
_PEOPLE_WORDS = frozenset(["stakeholder", "stakeholders", "people", "persons", "contacts", "who", "whos", "somebody"])


def understood(question: str, universe: Universe, before: Wanted | None = None) -> tuple[Wanted, ...]:
    """What a question asks for, in its order: one reading for each question in it, at most two.

    `before` is what was wanted last in the thread.
    """
    asked = split(question)
    if question.strip() and not question.strip("? \n"):
        return (Wanted(intent="help", question=question.strip()),)
    if before is not None and not asked.text and (followed := short_follow_up(question, universe, before)):
        return (followed,)
    readings: list[Wanted] = []
    context = before
    for part in _parts(asked):
        reading = _read(Clause(part, universe), asked, context)
        context = reading
        readings.append(reading)
    return _said(readings, Clause(asked.head, universe), asked, before)


def _said(readings: Sequence[Wanted], whole: Clause, asked: Split, before: Wanted | None) -> tuple[Wanted, ...]:
    """The readings that ask something; where only one does, the whole line read at once."""
    asking = [reading for reading in readings if reading.intent]
    distinct = list({(r.intent, r.accounts, r.roles, r.terms, r.account_segments, r.to): r for r in asking}.values())
    if len(distinct) > 1 and len(readings) > 1:
        first, second = distinct[:2]
        return (second,) if _prepares(first, second) else (first, second)
    reading = _read(whole, asked, before)
    return (reading if reading.intent or not distinct else distinct[0],)


def _prepares(first: Wanted, second: Wanted) -> bool:
    """Whether a question only says whom the draft behind it is about: “who is our CFO? persona please”."""
    about = (first.accounts, first.roles, first.stakeholder_segments)
    same = about == (second.accounts, second.roles, second.stakeholder_segments)
    return same and any(about) and first.intent in ("list", "define") and second.intent in DRAFTS


def _parts(asked: Split) -> list[str]:
    parts = [piece for sentence in _SENTENCE.split(asked.head) for piece in _SECOND.split(sentence)]
    return [part for part in parts if re.search(r"\w", part)] or [asked.head]


def _read(clause: Clause, asked: Split, before: Wanted | None) -> Wanted:
    """One clause, completed from what was wanted before."""
    named = Wanted(
        question=clause.text.strip(),
        accounts=tuple(m.ids[0] for m in clause.accounts if len(m.ids) == 1),
        people=tuple(m.ids[0] for m in clause.people if len(m.ids) == 1),
        roles=_roles(clause, denied=False),
        without=_roles(clause, denied=True),
        account_segments=clause.ids("account_segment"),
        stakeholder_segments=clause.ids("stakeholder_segment"),
        coverages=clause.ids("coverage"),
        terms=clause.ids("term"),
        teams=clause.ids("team"),
        owners=clause.ids("owner"),
        attributes=clause.ids("attribute"),
        dimensions=clause.ids("dimension"),
        text=asked.text,
    )
    intent, sure = _intent(clause, asked, before)
    if sure and intent in ("list", "count"):
        named = named.model_copy(update=without_excluded(clause, _level(clause)))
    named = named.model_copy(update=_loosely(clause, named, intent if sure else before.intent if before else ""))
    if before is not None:
        followed = one_part(clause, before) or continued(clause, named, intent if sure else "", before)
        if followed is not None:
            return _settled(clause, followed)
    return _settled(clause, _completed(clause, named, intent, sure))


def _completed(clause: Clause, named: Wanted, intent: str, sure: bool) -> Wanted:
    """What is wanted of what was named; a name alone asks for what its kind is mostly asked for."""
    if not sure:
        intent = _bare(clause, named)
    reading = named.model_copy(update={"intent": intent, "level": _level(clause), "guessed": not sure})
    if intent == "explain" and named.account_segments and clause.says(clause.universe.lexicon.change):
        reading = reading.model_copy(update={"to": named.account_segments[-1]})
    defined = (
        named.account_segments or named.stakeholder_segments or named.dimensions or named.attributes or named.terms
    )
    nothing = not (clause.accounts or clause.people or clause.strange or clause.says(clause.universe.lexicon.it))
    if intent == "explain" and nothing and defined:
        reading = reading.model_copy(update={"intent": "define"})
    if intent in ("list", "count"):
        attributes = tuple(attribute_name(name) for name in (*named.attributes, *named.dimensions))
        left = (*clause.left, *attributes, *unlisted(clause, reading.level))
        whole = intent == "list" and clause.says(clause.universe.lexicon.everything)
        reading = reading.model_copy(update={"left": left, "whole": whole})
    if intent in DRAFTS:
        reading = reading.model_copy(update={"part": part_of(clause, "objections")})
    if intent == "search" and not named.text:
        reading = reading.model_copy(update={"text": clause.without_names})
    return reading


def _loosely(clause: Clause, named: Wanted, intent: str) -> dict[str, object]:
    """What is named less exactly than in tables: a role by a word of its titles, whom to visit by the coverage."""
    if intent in FOR_PEOPLE and not (named.roles or named.stakeholder_segments or named.people):
        roles = (clause.universe.role_of(token.word) for token in clause.tokens if len(token.word) > 3)
        return {"roles": tuple(dict.fromkeys(role for role in roles if role))}
    if intent == "list" and not (named.coverages or named.accounts):
        visited = _visited(clause)
        asker = clause.universe.asker.id
        own = (asker,) if visited and asker and asker in clause.universe.owners.values() else named.owners
        return {"coverages": tuple(visited), "owners": named.owners or own}
    if intent in FOR_ACCOUNTS and not (named.accounts or clause.accounts):
        return {"accounts": _where(named.people, clause.universe)} if _needs_account(clause, intent) else {}
    return {}


def _visited(clause: Clause) -> list[str]:
    """The coverage that is meant where somebody asks whom to go to first."""
    return [id for id, phrases in clause.universe.lexicon.priority.items() if clause.says(phrases)]


def _needs_account(clause: Clause, intent: str) -> bool:
    """Whether a tool cannot do without an account."""
    return clause.universe.lexicon.intents[intent].needs == "account"


def _where(people: Sequence[str], universe: Universe) -> tuple[str, ...]:
    """The accounts of people, as far as they exist for the asker."""
    found = dict.fromkeys(universe.person(id).account for id in people)
    return tuple(id for id in found if id in universe.accounts.names)


def _settled(clause: Clause, reading: Wanted) -> Wanted:
    """The reading with what stands in the way of an answer: names that mean several things, or nothing."""
    choices = tuple(_choices(clause, reading))
    intents = clause.universe.lexicon.intents
    needs = intents[reading.intent].needs if reading.intent in intents else ""
    unnamed = not (reading.accounts or reading.people or choices) and needs in ("account", "one")
    strange = bool(clause.strange) and (unnamed or reading.intent in WHOLE)
    nobody = strange or (clause.points_at_nobody and reading.intent not in FREE)
    return reading.model_copy(update={"choices": choices, "nobody": nobody and not reading.text})


def _choices(clause: Clause, reading: Wanted) -> list[Choice]:
    """The question asked again with each thing that an ambiguous name may mean; those of an account named first."""
    for mentions, index, kind in (
        (clause.accounts, clause.universe.accounts, "account"),
        (clause.people, clause.universe.people, "person"),
    ):
        for mention in (m for m in mentions if len(m.ids) > 1):
            ids = mention.ids
            if kind == "person" and reading.accounts:
                own = {p.id for account in reading.accounts for p in clause.universe.people_of.get(account, ())}
                ids = tuple(id for id in ids if id in own) or ids
            start, end = clause.tokens[mention.start].start, clause.tokens[mention.end - 1].end
            return [
                Choice(
                    label=f"{index.names[id]} ({id})",
                    question=f"{clause.text[:start]}{id}{clause.text[end:]}".strip(),
                )
                for id in ids[:MOST_CHOICES]
            ]
    return []


def _intent(clause: Clause, asked: Split, before: Wanted | None) -> tuple[str, bool]:
    """The intent that the cues speak for most, and whether they are enough."""
    lexicon, masked, terms = clause.universe.lexicon, clause.masked, clause.masked_terms
    about = bool(clause.accounts or clause.people)
    of_one = about or (before is not None and bool(before.accounts) and clause.says(lexicon.it))
    weights = {
        name: sum(weight for pattern, weight in intent.patterns if pattern.search(masked) or pattern.search(terms))
        + (2 if asked.text and intent.takes_text and name != "search" else 0)
        + (9 if of_one and name == "explain" and clause.ids("attribute") else 0)
        - (2 if intent.needs == "account" and not about else 0)
        for name, intent in lexicon.intents.items()
    }
    best = max(weights, key=lambda name: weights[name])
    return best, weights[best] >= lexicon.least


def _bare(clause: Clause, named: Wanted) -> str:
    """What is wanted where no cue says it: by the one thing that is named, else by what the documents may say."""
    bare = clause.universe.lexicon.bare
    kinds = {
        "account": clause.accounts or clause.people,
        "role": named.stakeholder_segments or named.roles,
        "segment": named.account_segments or named.coverages,
        "term": () if clause.left else (*named.terms, *named.attributes, *named.dimensions),
    }
    if len(clause.content) > 2:
        return "search"
    if named.text and not kinds["account"]:
        return "check"
    found = next((bare[kind] for kind, there in kinds.items() if there), "")
    telling = [token for token in clause.tokens if token.word not in FUNCTION_WORDS]
    return found or ("search" if len(telling) > 1 and not clause.points_at_nobody else "")


def _roles(clause: Clause, *, denied: bool) -> tuple[str, ...]:
    found = [n for n in clause.named if n.thing == "role" and clause.denied(n.start) == denied]
    return tuple(dict.fromkeys(n.id for n in found))


def _level(clause: Clause) -> Level:
    """Whether accounts or stakeholders are asked for: by what is named first, people by a role too."""
    denied = {n.start for n in clause.named if clause.denied(n.start)}
    universe = clause.universe
    people_words = _PEOPLE_WORDS | universe.nouns("stakeholders")
    account_words = _ACCOUNT_WORDS | universe.nouns("accounts")
    people = [at for at, token in enumerate(clause.tokens) if token.word in people_words]
    people += [n.start for n in clause.named if n.thing in ("role", "stakeholder_segment") and n.start not in denied]
    accounts = [at for at, token in enumerate(clause.tokens) if token.word in account_words]
    if not people:
        return "account" if accounts or not clause.accounts else "stakeholder"
    if not (clause.accounts or any(n.thing != "coverage" for n in clause.named)) and _visited(clause):
        return "account"
    return "account" if accounts and min(accounts) < min(people) else "stakeholder"
