"""Signs that a word means an organisation or a person, each with the reason a reader would give.

A sign has a kind, whose weight stands in `lexicon/weights.yaml`, and a direction: +1 speaks for an account, -1 for a
stakeholder. Nothing here decides; it only reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon, lexicon
from assistant.language.sentence import Frame, Token

ACCOUNT, STAKEHOLDER = 1, -1
PERSONAL = listed("he she him her his hers himself herself")
INSIDE = listed("at inside within into")
ATTENTION = listed("look smile shout stare laugh glance yell wave talk speak listen nod rage aim direct point")
SIZE = listed(
    """big bigger biggest large larger largest small smaller smallest major minor sizeable sizable huge tiny mid-size
    """
)
HAVING = listed("have own run operate keep maintain employ close open lose need get buy order lack build use take")
FAMILY = listed(
    "husband wife son daughter family boss peers colleague colleagues kids child children coworkers partner"
)
INHABITANTS = listed("nobody contact contacts friends everyone people team teams who staff champion company")
OURSELVES = listed("we i we're i'm we've i've we'll i'll we'd i'd")
UNSPECIFIC = listed("organisation organization organisations organizations company business enterprise people team")
DATES = listed(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday q1 q2 q3 q4 spring summer autumn fall winter"""
)
TITLES = listed("dr mr mrs ms prof professor sister matron miss sir")
COMPANY = listed(
    """health hospital hospitals clinic group inc ltd llc plc gmbh corp company systems industries foundry utilities
    bank university college trust council brewery logistics pharma energy holdings partners labs motors airlines"""
)
GROUPS_DO = listed("grow shrink expand span cover churn contract have own get need")
GROUPS = frozenset(("segment", "segments", "segmentation", "segmentations"))
MOST_OF_A_KIND = 3


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for a level."""

    kind: str
    direction: float
    because: str = ""
    sense: str = ""
    """Id of the sense that a cue of the glossary names; then the direction says nothing."""


@dataclass(frozen=True)
class Surroundings:
    """What stands around the sentence."""

    before: tuple[Token, ...] = ()
    """The sentence before, in the same paragraph or turn."""
    after: tuple[Token, ...] = ()
    """The sentence after, in the same paragraph or turn."""
    above: tuple[Token, ...] = ()
    """The heading or the lead-in of the list."""


def signs(frame: Frame, around: Surroundings) -> list[Sign]:
    """All signs of a sentence, those of its grammar first."""
    words = lexicon()
    found = [*_being(frame, words), *_belonging(frame, words), *_pronouns(frame)]
    if frame.word not in GROUPS:
        found += [*_doing(frame, words), *_names(frame, words)]
    else:
        found += [*_acting(frame, words), *_members(frame, words)]
    found += _bag(frame, words)
    found += _context(around, words)
    found += _taken_up(frame, around, words)
    return found


def _sides(names: tuple[str, str], text: Iterable[str], words: Lexicon, kind: str, why: str) -> Iterator[Sign]:
    """Signs for the words that stand in the list of organisations (first name) or of people (second)."""
    for word in _phrases(text):
        bare = word.removesuffix("'s")
        of_accounts, of_people = words.has(names[0], bare), words.has(names[1], bare)
        if of_accounts != of_people:
            yield Sign(kind, ACCOUNT if of_accounts else STAKEHOLDER, why.format(word))


def _phrases(text: Iterable[str]) -> Iterator[str]:
    """The words, and every two and three of them joined as the lists write phrases."""
    words = list(text)
    for at, word in enumerate(words):
        yield word
        if at + 1 < len(words):
            yield "-".join(words[at : at + 2])
        if at + 2 < len(words):
            yield "-".join(words[at : at + 3])


def _doing(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it does and what is done to it."""
    yield from _acting(frame, words)
    yield from _done_to(frame, words)
    crowds = zip(frame.objects, frame.objects[1:], [*frame.objects[2:], ""], strict=False)
    if any(_crowd(number, first, second, words) for number, first, second in crowds):
        yield Sign("owns", ACCOUNT, "it has so many people")
    if set(frame.does) & HAVING:
        yield from _limited(_having(frame.objects, words, "owns", "has `{}`"))
    elif frame.does:
        adjectives = ("organisation_adjectives", "person_adjectives")
        yield from _limited(_sides(adjectives, frame.objects[:5], words, "is_like", "it is `{}`"))
        yield from _limited(_having(frame.objects, words, "object", "acts on `{}`"))


def _acting(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it does itself."""
    for verb in dict.fromkeys(frame.does):
        if frame.word in GROUPS and verb in GROUPS_DO:
            continue
        if words.has("people_mostly", verb):
            yield Sign("mostly_does", STAKEHOLDER, f"`{verb}` is said of people first")
        elif words.has("organisations_mostly", verb):
            yield Sign("mostly_does", ACCOUNT, f"`{verb}` is said of organisations first")
        else:
            yield from _sides(("organisations_do", "people_do"), [verb], words, "does", "who does `{}`")


def _done_to(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What is done to it; what is done to the head of its compound is not."""
    done = ("done_to_organisations", "done_to_people")
    weakly = ("done_to_organisations_mostly", "done_to_people_mostly")
    acted_on = [] if frame.compound or frame.possessed else frame.acted_on
    for verb in dict.fromkeys([*frame.undergoes, *acted_on]):
        if any(words.has(name, verb) for name in weakly):
            yield from _sides(weakly, [verb], words, "mostly_done", "whom one can `{}`")
        else:
            kind = "undergoes" if verb in frame.undergoes else "acted_on"
            yield from _sides(done, [verb], words, kind, "whom one can `{}`")


def _members(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Who is in the group: `people in this segment`, `segments of hospitals`."""
    nouns = ("organisation_nouns", "person_nouns")
    if frame.preposition in {"in", "of", "within", "across"}:
        known = [word for word in frame.governors if word not in {"members", "member"}]
        yield from _sides(nouns, [*known, *("person" for word in known if word == "people")], words, "is", "`{}` in it")
    if frame.right and frame.right[0].low in {"of", "for"}:
        yield from _sides(nouns, _lows(frame.right[1:5]), words, "is", "it is of `{}`")


def _crowd(number: str, first: str, second: str, words: Lexicon) -> bool:
    """`300 operators`: more people than a person deals with."""
    many = number[:1].isdigit() and number.replace(",", "").isdigit() and int(number.replace(",", "")) > 9
    return many and any(words.has("person_nouns", word) and word.endswith("s") for word in (first, second))


def _having(text: Sequence[str], words: Lexicon, kind: str, why: str) -> Iterator[Sign]:
    yield from _sides(("organisations_have", "people_have"), text, words, kind, why)
    if kind in {"owns", "with"}:
        yield from _sides(("organisations_own", "people_do"), [w for w in text if not words.base(w)], words, kind, why)


def _being(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it is said to be or to be like."""
    nouns, adjectives = ("organisation_nouns", "person_nouns"), ("organisation_adjectives", "person_adjectives")
    near = frame.complement[:12]
    yield from _limited(_sides(nouns, _head(near, words), words, "is", "it is `{}`"))
    yield from _limited(_sides(adjectives, near[:8], words, "is_like", "it is `{}`"))
    yield from _limited(_having(near, words, "is_with", "it is with `{}`"))
    yield from _sides(nouns, frame.modifiers, words, "kind_of", "`{}` before it")
    yield from _sides(adjectives, frame.modifiers, words, "described", "`{}` before it")
    yield from _sides(("organisations_have", "people_have"), frame.modifiers, words, "described", "`{}` before it")
    if set(frame.modifiers) & SIZE:
        yield Sign("size", ACCOUNT, "it has a size")


def _head(complement: Sequence[str], words: Lexicon) -> list[str]:
    """The complement without what its nouns are at, in or across."""
    for at, word in enumerate(complement):
        if at and words.has("prepositions", word) and word not in {"of", "like", "as", "including", "than"}:
            return list(complement[:at])
    return list(complement)


def _belonging(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it has, what belongs to it, and what is inside it."""
    yield from _limited(_having(frame.has, words, "with", "with `{}`"))
    yield from _limited(_sides(("organisation_adjectives", "person_adjectives"), frame.has, words, "with", "with `{}`"))
    yield from _limited(_owned(frame.possessed, words, "possessed", "its `{}`"))
    qualified = [word for word in frame.compound[-2:] if not words.has("organisations_own", word)]
    yield from _owned(qualified, words, "compound", "`{}` is what it qualifies")
    if frame.word in GROUPS:
        return
    if frame.preposition in INSIDE and words.base(frame.governor) not in ATTENTION:
        yield Sign("inside", ACCOUNT, f"things are `{frame.preposition}` it")
    if frame.preposition in {"to", "from", "for", "with"} and words.has("deal_words", frame.governor):
        yield Sign("dealt", ACCOUNT, f"`{frame.governor}` {frame.preposition} it")
    people_leave = {"leave", "join", "quit"} & set(frame.acted_on)
    if people_leave and any(words.has("person_nouns", token.low) for token in frame.left):
        yield Sign("inhabited", ACCOUNT, "people join and leave it")
    if frame.preposition in INSIDE | {"in", "of", "from"} and _inhabits(frame.governors, words):
        yield Sign("inhabited", ACCOUNT, f"`{frame.governor}` {frame.preposition} it")
    elif frame.preposition == "in" and frame.word not in GROUPS and not words.base(frame.governor):
        yield Sign("in", ACCOUNT, "things are `in` it")


def _owned(text: Sequence[str], words: Lexicon, kind: str, why: str) -> Iterator[Sign]:
    for word in _phrases(text):
        if words.has("organisations_own", word):
            yield Sign(kind, ACCOUNT, why.format(word))
        elif words.has("people_have", word) != words.has("organisations_have", word) or word in FAMILY:
            account = words.has("organisations_have", word) and word not in FAMILY
            yield Sign(kind, ACCOUNT if account else STAKEHOLDER, why.format(word))
        elif words.has("person_nouns", word):
            yield Sign("has_people", ACCOUNT, why.format(word))


def _inhabits(governors: Sequence[str], words: Lexicon) -> bool:
    names = ("person_nouns", "organisations_have", "organisations_own")
    return any(words.has(name, word) for name in names for word in _phrases(governors)) or (
        bool(governors) and governors[-1] in INHABITANTS
    )


def _pronouns(frame: Frame) -> Iterator[Sign]:
    """Relative and personal pronouns that take the word up again."""
    if frame.relative in {"who", "whom"}:
        yield Sign("who", STAKEHOLDER, "`who` follows")
    elif frame.relative == "which":
        yield Sign("which", ACCOUNT, "`which` follows")
    right = [token.low.split("'")[0] for token in frame.right]
    personal = [word for word in right if word in PERSONAL]
    if personal:
        yield Sign("he_or_she", STAKEHOLDER, f"`{personal[0]}` takes it up")
    elif not frame.plural and frame.word not in GROUPS and "its" in right:
        yield Sign("its", ACCOUNT, "`its` takes it up")
    elif not frame.plural and frame.does and "it" in right:
        yield Sign("it", ACCOUNT, "`it` takes it up")
    elif any(token.low in PERSONAL for token in frame.left) and _linked(frame):
        yield Sign("she_before", STAKEHOLDER, "a person stands before")


def _unaddressed(left: Sequence[Token]) -> list[Token]:
    """Without the name that a mail or a post opens with."""
    greeted = bool(left) and left[0].low in {"hi", "hello", "hey", "dear", "thanks", "@", "morning"}
    return list(left[3:] if greeted else left)


def _linked(frame: Frame) -> bool:
    """Whether it is said of something before: `she is a prospect`, `as a client`."""
    return bool({"is", "are", "as", "was", "were", "been", "be", "among"} & {token.low for token in frame.left[-5:]})


def _names(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Names of people and of organisations around it, and words of which it is the complement."""
    near = [*_unaddressed(frame.left)[-12:], *frame.right[:12]]
    capitalised = [token.low for token in near if token.text[:1].isupper()]
    if any(name in TITLES or words.has("given_names", name) for name in capitalised):
        yield Sign("person_name", STAKEHOLDER, "a person's name stands by it")
    if any(name in COMPANY for name in capitalised):
        yield Sign("company_name", ACCOUNT, "a company's name stands by it")
    left = [token.low for token in frame.left]
    if _linked(frame):
        nouns = ("organisation_nouns", "person_nouns")
        yield from _limited(_sides(nouns, left[-12:], words, "said_of", "said of `{}`"))
    if not frame.plural and frame.right and frame.right[0].low == "that" and "size" in left + _lows(frame.right[:3]):
        yield Sign("size", ACCOUNT, "it has a size")
    place = [token for token in frame.right[:3] if token.low != "the"]
    if (
        len(place) > 1
        and place[0].low in {"in", "from", "near", "across"}
        and place[1].text[:1].isupper()
        and place[1].low not in DATES
    ):
        yield Sign("place", ACCOUNT, f"it is in {place[1].text}")
    if any(a.low == "since" and b.is_number for a, b in zip(frame.right, frame.right[1:], strict=False)):
        yield Sign("place", ACCOUNT, "it has been one for years")
    if frame.counted:
        yield Sign("counted", ACCOUNT, "it is counted")


def _bag(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Words anywhere in the sentence."""
    text = _theirs(frame)
    listed_there = bool(frame.compound) and frame.compound[-1] in {"list", "lists", "base", "database", "universe"}
    group = "group_" if frame.word in GROUPS or listed_there else ""
    yield from _limited(_sides(("deal_words", "mind_words"), text, words, f"{group}about", "`{}` in the sentence"))
    yield from _limited(
        _sides(("organisation_nouns", "person_nouns"), text, words, f"{group}nouns", "`{}` in the sentence")
    )
    yield from _limited(
        _sides(("organisations_have", "people_have"), text, words, f"{group}things", "`{}` in the sentence")
    )
    known = {*frame.does, *frame.undergoes, *frame.acted_on}
    verbs = [base for word in text if (base := words.base(word)) and base not in known and not _vague(base, words)]
    yield from _limited(
        _sides(("organisations_do", "people_do"), verbs, words, f"{group}verbs", "`{}` in the sentence")
    )
    if group:
        yield from _limited(
            _sides(("done_to_organisations", "done_to_people"), verbs, words, "group_verbs", "`{}` there")
        )
    for word in text:
        if words.has("person_places", word):
            yield Sign("place_of_people", STAKEHOLDER, f"`{word}` is a place of people")
            break


def _context(around: Surroundings, words: Lexicon) -> Iterator[Sign]:
    """The sentence before, and the heading or lead-in."""
    for kind, text in (("before", around.before), ("above", around.above)):
        lows = _lows(text)
        why = "`{}` in the sentence before" if kind == "before" else "`{}` in the heading"
        yield from _limited(_sides(("organisation_nouns", "person_nouns"), lows, words, kind, why))
        yield from _limited(_sides(("deal_words", "mind_words"), lows, words, kind, why))
        names = [token.low for token in text if token.text[:1].isupper()]
        if any(name in COMPANY for name in names):
            yield Sign(kind, ACCOUNT, "a company's name before")
        elif any(name in TITLES or words.has("given_names", name) for name in names[:4]) and kind == "before":
            yield Sign(kind, STAKEHOLDER, "a person's name before")
        if kind == "before" and any(low in PERSONAL for low in lows):
            yield Sign(kind, STAKEHOLDER, "a person in the sentence before")
        verbs = [words.base(low) for low in lows if words.base(low)]
        yield from _limited(_sides(("organisations_do", "people_do"), verbs, words, f"{kind}_verbs", why))


def _theirs(frame: Frame) -> list[str]:
    """The words of the clause that are not about ourselves: `our belief` says nothing about anybody else."""
    ours = any(token.low in OURSELVES for token in frame.left)
    text: list[str] = []
    for side in ([] if ours else frame.left, frame.right):
        for at, token in enumerate(side):
            if side is frame.right and token.low in OURSELVES and at and side[at - 1].low in {"and", "but", "so", ","}:
                return text
            owned = any(earlier.low in {"our", "my", "your"} for earlier in side[max(0, at - 2) : at])
            if not owned and token.low not in UNSPECIFIC:
                text.append(token.low.removesuffix("'s"))
    return text


def _vague(verb: str, words: Lexicon) -> bool:
    return words.has("people_mostly", verb) or words.has("organisations_mostly", verb)


def _taken_up(frame: Frame, around: Surroundings, words: Lexicon) -> Iterator[Sign]:
    """A pronoun that opens the sentence after, and what it does."""
    first = around.after[0].low.split("'")[0] if around.after else ""
    verbs = [words.base(token.low) for token in around.after[1:5] if words.base(token.low)]
    if first in PERSONAL:
        yield Sign("he_or_she", STAKEHOLDER, f"`{first}` in the sentence after")
    elif first in {"it", "its"} and not frame.plural:
        yield Sign("it", ACCOUNT, f"`{first}` in the sentence after")
    if first in {"they", "their", "it", "its"}:
        yield from _limited(
            _sides(("organisations_do", "people_do"), verbs[:1], words, "after", "`{}` in the sentence after")
        )
        yield from _limited(_having(_lows(around.after[1:12]), words, "after", "`{}` in the sentence after"))


def _limited(found: Iterable[Sign]) -> list[Sign]:
    """At most three signs of one kind and direction: a long list is no stronger than that."""
    counts: dict[tuple[str, float], int] = {}
    kept: list[Sign] = []
    for sign in found:
        key = (sign.kind, sign.direction)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MOST_OF_A_KIND:
            kept.append(sign)
    return kept


def _lows(text: Sequence[Token]) -> list[str]:
    return [token.low.removesuffix("'s") for token in text]
