"""Signs of the words around: names, places, what the sentence is about, and the sentences before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import GROUPS, Frame, Token
from assistant.language.senses.sign import (
    ACCOUNT,
    COMPANY,
    OURSELVES,
    PERSONAL,
    STAKEHOLDER,
    TITLES,
    Sign,
    crowded,
    having,
    headed,
    limited,
    linked,
    lows,
    own_clause,
    sides,
)

ANYBODY = listed("nobody everybody anybody somebody someone everyone anyone")
UNSPECIFIC = ANYBODY | listed(
    "organisation organization organisations organizations company business enterprise people team"
)
DATES = listed(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday q1 q2 q3 q4 spring summer autumn fall winter"""
)


SYSTEMS = listed("crm erp sap salesforce hubspot excel slack jira teams outlook sharepoint dynamics sheets notion")


@dataclass(frozen=True)
class Surroundings:
    """What stands around the sentence."""

    before: tuple[Token, ...] = ()
    """The sentence before, in the same paragraph or turn."""
    after: tuple[Token, ...] = ()
    """The sentence after, in the same paragraph or turn."""
    above: tuple[Token, ...] = ()
    """The heading or the lead-in of the list."""


OBTAINING = listed("get receive")
STAFF = listed("field sales marketing our my your their its support service more fewer many")
PLACING = listed("at in on from to into during over by outside after before near")


def names(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Names of people and of organisations around it, and words of which it is the complement."""
    near = [*_unaddressed(frame.left)[-12:], *frame.right[:12]]
    capitalised = [token.low for token in near if token.text[:1].isupper()]
    if any(name in TITLES or words.has("given_names", name) for name in capitalised):
        yield Sign("person_name", STAKEHOLDER, "a person's name stands by it")
    spelt = [token.low for token in frame.right[1:2] if frame.right[0].low in {":", "—", "–", "("}]
    if any(words.has("given_names", name) for name in spelt):
        yield Sign("is", STAKEHOLDER, "a person's name follows")
    if any(name in COMPANY for name in capitalised):
        yield Sign("company_name", ACCOUNT, "a company's name stands by it")
    left = [token.low for token in frame.left]
    if linked(frame):
        nouns = ("organisation_nouns", "person_nouns")
        yield from limited(sides(nouns, left[-12:], words, "said_of", "said of `{}`"))
    if not frame.plural and frame.right and frame.right[0].low == "that" and "size" in left + lows(frame.right[:3]):
        yield Sign("size", ACCOUNT, "it has a size")
    place = [token for token in frame.right[:3] if token.low != "the"]
    if (
        len(place) > 1
        and place[0].low in {"in", "from", "near", "across"}
        and place[1].text[:1].isupper()
        and place[1].low not in DATES
        and place[1].low not in SYSTEMS
    ):
        yield Sign("place", ACCOUNT, f"it is in {place[1].text}")
    if any(a.low == "since" and b.is_number for a, b in zip(frame.right, frame.right[1:], strict=False)):
        yield Sign("place", ACCOUNT, "it has been one for years")
    if frame.counted:
        yield Sign("counted", ACCOUNT, "it is counted")


def _unaddressed(left: Sequence[Token]) -> list[Token]:
    """Without the name that a mail or a post opens with."""
    greeted = bool(left) and left[0].low in {"hi", "hello", "hey", "dear", "thanks", "@", "morning"}
    return list(left[3:] if greeted else left)


def bag(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Words anywhere in the sentence."""
    text = _theirs(frame)
    listed_there = bool(frame.compound) and frame.compound[-1] in {"list", "lists", "base", "database", "universe"}
    group = "group_" if frame.word in GROUPS or listed_there else ""
    yield from limited(sides(("deal_words", "mind_words"), text, words, f"{group}about", "`{}` in the sentence"))
    got = set(frame.objects) if OBTAINING & set(frame.does) else set[str]()
    verbs_of_it = {*frame.does, *frame.undergoes}
    others = [word for word in (_grouped(frame, words) if group else text) if word not in got]
    others = [word for word in headed(others, words) if words.base(word) not in verbs_of_it]
    yield from limited(
        sides(("organisation_nouns", "person_nouns"), others, words, f"{group}nouns", "`{}` in the sentence")
    )
    many = {word for word in crowded(text) if words.has("people_have", word)}
    things = [word for word in headed(text, words) if word not in many]
    yield from limited(
        sides(("organisations_have", "people_have"), things, words, f"{group}things", "`{}` in the sentence")
    )
    known = {*frame.does, *frame.undergoes, *frame.acted_on}
    known |= {words.base(token.low) for token in frame.right[:1] if frame.acted_on}
    verbs = [base for base in _verbs(text, words) if base not in known and not _vague(base, words)]
    yield from limited(sides(("organisations_do", "people_do"), verbs, words, f"{group}verbs", "`{}` in the sentence"))
    if group:
        yield from limited(
            sides(("done_to_organisations", "done_to_people"), verbs, words, "group_verbs", "`{}` there")
        )
    place = _where(frame, words)
    if place:
        yield Sign("place_of_people", STAKEHOLDER, f"`{place}` is a place of people")


def _grouped(frame: Frame, words: Lexicon) -> list[str]:
    """The words of the clause that may name what a group holds: also what is ours, or what we put into it."""
    left, right = own_clause(frame)
    text: list[str] = []
    for side in (left, right):
        for at, token in enumerate(side):
            earlier = side[at - 1].low if at else ""
            ours = earlier in {"our", "my", "your"} and (at == 1 or not words.has("organisation_nouns", token.low))
            workers = token.low == "people" and (earlier in STAFF or (side[at - 1 : at] and side[at - 1].is_number))
            if not ours and not workers and token.low not in UNSPECIFIC - {"people"}:
                text.append("person" if token.low == "people" else token.low.removesuffix("'s"))
    return text


def _where(frame: Frame, words: Lexicon) -> str:
    """A place of people with `at`, `in` or the like before it; empty when there is none."""
    for side in own_clause(frame):
        text = lows(side)
        for at, word in enumerate(text):
            if words.has("person_places", word) and PLACING & set(text[max(0, at - 3) : at]):
                return word
    return ""


def _theirs(frame: Frame) -> list[str]:
    """The words of the clause that are not about ourselves: `our belief` says nothing about anybody else."""
    left, right = own_clause(frame)
    if any(token.low in OURSELVES for token in left):
        left = []
    text: list[str] = []
    for side in (left, right):
        for at, token in enumerate(side):
            owned = any(earlier.low in {"our", "my", "your"} for earlier in side[max(0, at - 2) : at])
            if not owned and token.low not in UNSPECIFIC:
                text.append(token.low.removesuffix("'s"))
    return text


def _verbs(text: Sequence[str], words: Lexicon) -> Iterator[str]:
    """The verbs of a text, without what an article or a preposition makes a noun."""
    for before, word in zip(["", *text], text, strict=False):
        nominal = words.has("determiners", before) or (words.has("prepositions", before) and before != "to")
        if words.base(word) and not nominal:
            yield words.base(word)


def _vague(verb: str, words: Lexicon) -> bool:
    return words.has("people_mostly", verb) or words.has("organisations_mostly", verb)


def context(around: Surroundings, words: Lexicon) -> Iterator[Sign]:
    """The sentence before, and the heading or lead-in."""
    for kind, text in (("before", around.before), ("above", around.above)):
        said = lows(text)
        why = "`{}` in the sentence before" if kind == "before" else "`{}` in the heading"
        yield from limited(sides(("organisation_nouns", "person_nouns"), said, words, kind, why))
        yield from limited(sides(("deal_words", "mind_words"), said, words, kind, why))
        capitalised = [token.low for token in _unaddressed(text) if token.text[:1].isupper()]
        if any(name in COMPANY for name in capitalised):
            yield Sign(kind, ACCOUNT, "a company's name before")
        elif any(name in TITLES or words.has("given_names", name) for name in capitalised[:4]) and kind == "before":
            yield Sign(kind, STAKEHOLDER, "a person's name before")
        if kind == "before" and any(low in PERSONAL for low in said):
            yield Sign(kind, STAKEHOLDER, "a person in the sentence before")
        verbs = [words.base(low) for low in said if words.base(low)]
        yield from limited(sides(("organisations_do", "people_do"), verbs, words, f"{kind}_verbs", why))


def taken_up(frame: Frame, around: Surroundings, words: Lexicon) -> Iterator[Sign]:
    """A pronoun that opens the sentence after, and what it does."""
    first = around.after[0].low.split("'")[0] if around.after else ""
    verbs = [words.base(token.low) for token in around.after[1:5] if words.base(token.low)]
    if first in PERSONAL:
        yield Sign("he_or_she", STAKEHOLDER, f"`{first}` in the sentence after")
    elif first in {"it", "its"} and not frame.plural:
        yield Sign("it", ACCOUNT, f"`{first}` in the sentence after")
    if first in {"they", "their", "it", "its"}:
        yield from limited(
            sides(("organisations_do", "people_do"), verbs[:1], words, "after", "`{}` in the sentence after")
        )
        yield from limited(having(lows(around.after[1:12]), words, "after", "`{}` in the sentence after"))
