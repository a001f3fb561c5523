"""Signs of the words around: what the sentence is about, and the sentences before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.anaphora import UNSPECIFIC
from assistant.language.senses.naming import company, unaddressed
from assistant.language.senses.sentence import GROUPS, Frame, Token
from assistant.language.senses.sign import (
    ACCOUNT,
    OURSELVES,
    PERSONAL,
    STAKEHOLDER,
    TITLES,
    Sign,
    crowded,
    headed,
    limited,
    lows,
    own_clause,
    sides,
)


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
DIVIDERS = listed("group groups agency agencies consultant consultants consultancy board boards analyst analysts")
STAFF = listed("field sales marketing our my your their its support service more fewer many")
PLACING = listed("at in on from to into during over by outside after before near")


def bag(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Words anywhere in the sentence."""
    felt = _felt(frame, words)
    text = [word for word in _theirs(frame, words) if word not in felt]
    listed_there = bool(frame.compound) and frame.compound[-1] in {"list", "lists", "base", "database", "universe"}
    group = "group_" if frame.word in GROUPS or listed_there else ""
    yield from limited(sides(("deal_words", "mind_words"), text, words, f"{group}about", "`{}` in the sentence"))
    got = set(frame.objects) if OBTAINING & set(frame.does) else set[str]()
    verbs_of_it = {*frame.does, *frame.undergoes, *frame.acted_on}
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
    ones = [first.low for first, second in pairwise(frame.right) if second.low in {"one", "ones"}]
    yield from sides(("organisation_adjectives", "person_adjectives"), ones, words, "is_like", "some are `{}`")
    place = _where(frame, words)
    if place and not group:
        yield Sign("place_of_people", STAKEHOLDER, f"`{place}` is a place of people")


def _felt(frame: Frame, words: Lexicon) -> frozenset[str]:
    """What a person's feeling is about says nothing of the person: `tired of vendors`."""
    moods = [at for at, word in enumerate(frame.complement[:3]) if words.has("person_adjectives", word)]
    return frozenset(frame.complement[moods[0] + 1 :]) if moods else frozenset()


def _grouped(frame: Frame, words: Lexicon) -> list[str]:
    """The words of the clause that may name what a group holds: also what is ours, or what we put into it."""
    left, right = own_clause(frame)
    text: list[str] = []
    for side in (left, right):
        for at, token in enumerate(side):
            earlier = side[at - 1].low if at else ""
            ours = earlier in {"our", "my", "your"} and (at == 1 or not words.has("organisation_nouns", token.low))
            workers = token.low == "people" and (earlier in STAFF or (side[at - 1 : at] and side[at - 1].is_number))
            if not ours and not workers and token.low not in UNSPECIFIC | DIVIDERS:
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


def _theirs(frame: Frame, words: Lexicon) -> list[str]:
    """The words of the clause that are not about ourselves: neither `our belief` nor what a reader is told to do."""
    left, right = own_clause(frame)
    if any(token.low in OURSELVES for token in left):
        left = []
    if left and left[0] is frame.left[0] and words.base(left[0].low) == left[0].low:
        left = left[1:]
    text: list[str] = []
    for side in (left, right):
        for at, token in enumerate(side):
            owned = any(earlier.low in {"our", "my", "your"} for earlier in side[max(0, at - 2) : at])
            if not owned and token.low not in UNSPECIFIC | {"people"}:
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
        said = [low for low in lows(text) if low not in UNSPECIFIC]
        why = "`{}` in the sentence before" if kind == "before" else "`{}` in the heading"
        yield from limited(sides(("organisation_nouns", "person_nouns"), said, words, kind, why))
        yield from limited(sides(("deal_words", "mind_words"), said, words, kind, why))
        capitalised = [token.low for token in unaddressed(text) if token.text[:1].isupper()]
        if company(text):
            yield Sign(kind, ACCOUNT, "a company's name before")
        elif any(name in TITLES or words.has("given_names", name) for name in capitalised[:4]) and kind == "before":
            yield Sign(kind, STAKEHOLDER, "a person's name before")
        if kind == "before" and any(low in PERSONAL for low in said):
            yield Sign(kind, STAKEHOLDER, "a person in the sentence before")
        verbs = [words.base(low) for low in said if words.base(low)]
        yield from limited(sides(("organisations_do", "people_do"), verbs, words, f"{kind}_verbs", why))
