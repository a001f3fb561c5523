"""Signs of the grammar: what the word does, undergoes, is, has, belongs to, and which pronoun takes it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import GROUPS, Frame
from assistant.language.senses.sign import (
    ACCOUNT,
    PERSONAL,
    STAKEHOLDER,
    TITLES,
    Sign,
    having,
    limited,
    linked,
    lows,
    own_clause,
    phrases,
    sides,
    whole_number,
)

INSIDE = listed("at inside within into")
ATTENTION = listed("look smile shout stare laugh glance yell wave talk speak listen nod rage aim direct point")
MEMBERS = listed("include comprise range consist")
SIZE = listed(
    """big bigger biggest large larger largest small smaller smallest major minor top sizeable sizable huge tiny
    mid-size"""
)
COVERING = listed("cover visit serve supply service call_on staff")
KINDS = listed("type types kind kinds sort sorts group groups")
COPULAS = listed("feel seem look sound become remain stay get turn keep go grow appear be act leave come")
HAVING = listed("have own run operate keep maintain employ close open lose need buy order lack build use take")
FAMILY = listed(
    "husband wife son daughter family boss peers colleague colleagues kids child children coworkers partner"
)
INHABITANTS = listed("nobody contact contacts friends everyone people team teams who staff champion company")
GROUPS_DO = listed("grow shrink expand span cover churn contract have own get need look_good look_bad come_in come_up")
ADDRESSED = listed(
    """copy tone message messages messaging headline headlines story stories wording tagline slogan persona personas
    narrative creative voice"""
)


def being(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it is said to be or to be like."""
    nouns, adjectives = ("organisation_nouns", "person_nouns"), ("organisation_adjectives", "person_adjectives")
    near = frame.complement[:12]
    head, rest = _head(near, words)
    yield from limited(sides(nouns, head, words, "is", "it is `{}`"))
    yield from limited(sides(adjectives, near[:8], words, "is_like", "it is `{}`"))
    kept_there = frame.word in GROUPS and near[:1] in (["on"], ["in"], ["at"])
    if not kept_there and not any(words.has("person_adjectives", word) for word in near[:3]):
        yield from limited(having(rest, words, "is_with", "it is with `{}`"))
    willing = [words.base(verb) for to, verb in pairwise(near[1:7]) if to == "to"]
    yield from sides(
        ("organisations_do", "people_do"), [v for v in willing if v], words, "does", "`{0}` is what {1} do"
    )
    yield from sides(nouns, frame.modifiers, words, "kind_of", "`{}` before it")
    yield from sides(adjectives, frame.modifiers, words, "described", "`{}` before it")
    yield from sides(("organisations_have", "people_have"), frame.modifiers, words, "described", "`{}` before it")
    yield from _made_so(frame.modifiers, words)
    if set(frame.modifiers) & SIZE:
        yield Sign("size", ACCOUNT, "it has a size")


def _made_so(modifiers: Sequence[str], words: Lexicon) -> Iterator[Sign]:
    """Participles before it say what is done to it or what it does: `surveyed customers`, `renewing customers`."""
    for modifier in modifiers:
        verb = words.base(modifier)
        if verb and verb != modifier:
            passive = modifier in words.participles
            names = ("done_to_organisations", "done_to_people") if passive else ("organisations_do", "people_do")
            yield from sides(names, [verb], words, "described", f"`{modifier}` before it")


def _head(complement: Sequence[str], words: Lexicon) -> tuple[list[str], list[str]]:
    """The nouns that the word is said to be, and the rest: `ward sister` is no ward, and `in two wards` follows."""
    end = next((at for at, word in enumerate(complement) if at and _closes(word, words)), len(complement))
    parts = [at for at, word in enumerate(complement[:end]) if word == "of" and _named(complement[:at], words)]
    end = parts[0] if parts else end
    nouns = [*complement[:end]]
    named = [at for at, word in enumerate(nouns) if _names(word, words)]
    plain = [word for at, word in enumerate(nouns) if at not in named and at + 1 not in named]
    kept = [word for at, word in enumerate(nouns) if not (at + 1 in named and at in named)]
    return kept, [*([] if named else nouns), *(plain if named else ()), *complement[end:]]


def _closes(word: str, words: Lexicon) -> bool:
    relative = word in {"who", "whom", "which", "that", "where", "whose"}
    return relative or (words.has("prepositions", word) and word not in {"of", "like", "as", "including", "than"})


def _named(nouns: Sequence[str], words: Lexicon) -> bool:
    """Whether the words before `of` are the head: `a subsidiary of anyone`, `tired of vendors`."""
    if nouns and words.has("person_adjectives", nouns[-1]):
        return True
    return bool(nouns) and _names(nouns[-1], words) and nouns[-1] not in {"group", "groups", "head", "heads"}


def _names(word: str, words: Lexicon) -> bool:
    return words.has("person_nouns", word) != words.has("organisation_nouns", word)


def doing(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it does and what is done to it."""
    yield from acting(frame, words)
    yield from _done_to(frame, words)
    alike = [second for first, second in zip(frame.objects, frame.objects[1:], strict=False) if first == "other"]
    yield from limited(sides(("organisation_nouns", "person_nouns"), alike, words, "is", "`{}` are others of its kind"))
    if MEMBERS & set(frame.does):
        nouns = ("organisation_nouns", "person_nouns")
        yield from limited(sides(nouns, frame.objects, words, "is", "`{}` among them"))
    crowds = zip(frame.objects, frame.objects[1:], [*frame.objects[2:], ""], strict=False)
    if any(_crowd(number, first, second, words) for number, first, second in crowds):
        yield Sign("owns", ACCOUNT, "it has so many people")
    if set(frame.does) & HAVING:
        yield from limited(having(frame.objects, words, "owns", "has `{}`"))
    elif frame.does:
        adjectives = ("organisation_adjectives", "person_adjectives")
        if COPULAS & set(frame.does):
            yield from limited(sides(adjectives, frame.objects[:5], words, "is_like", "it is `{}`"))
        minds = any(words.has(name, verb) for verb in frame.does for name in ("people_do", "people_mostly"))
        becoming = bool(frame.complement) and frame.objects[:2] in (["to", "be"], ["to", "become"])
        if (not minds or "its" in frame.objects) and not becoming:
            yield from limited(having(frame.objects, words, "object", "acts on `{}`"))


def grouped(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What is done to a segment: it is covered and visited, or talked to; a segmentation is only made."""
    if not frame.word.startswith("segmentation"):
        covered = bool(COVERING & {*frame.acted_on, *frame.undergoes})
        yield from (sign for sign in _done_to(frame, words) if sign.direction == STAKEHOLDER or covered)


def acting(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it does itself; a division of others does nothing."""
    if frame.word.startswith("segmentation") or (frame.word in GROUPS and "%" in frame.objects):
        return
    for verb in _most_specific(frame.does, ("people_do", "organisations_do"), words):
        if frame.word in GROUPS and verb in GROUPS_DO:
            continue
        if words.has("people_mostly", verb):
            yield Sign("mostly_does", STAKEHOLDER, f"`{verb}` is said of people first")
        elif words.has("organisations_mostly", verb):
            yield Sign("mostly_does", ACCOUNT, f"`{verb}` is said of organisations first")
        else:
            yield from sides(("organisations_do", "people_do"), [verb], words, "does", "`{0}` is what {1} do")


def _most_specific(verbs: Sequence[str], names: tuple[str, str], words: Lexicon) -> list[str]:
    """The verbs, without those that a particle or an object turns into another: `take over` is no `take`."""
    turned = {verb.partition("_")[0] for verb in verbs if "_" in verb and any(words.has(name, verb) for name in names)}
    return [verb for verb in dict.fromkeys(verbs) if verb not in turned]


def _done_to(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What is done to it; what is done to the head of its compound is not."""
    done = ("done_to_organisations", "done_to_people")
    weakly = ("done_to_organisations_mostly", "done_to_people_mostly")
    acted_on = [] if frame.compound or frame.possessed else frame.acted_on
    for verb in _most_specific([*frame.undergoes, *acted_on], done, words):
        if any(words.has(name, verb) for name in weakly):
            yield from sides(weakly, [verb], words, "mostly_done", "`{0}` is done to {1}")
        else:
            kind = "undergoes" if verb in frame.undergoes else "acted_on"
            yield from sides(done, [verb], words, kind, "`{0}` is done to {1}")


def _crowd(number: str, first: str, second: str, words: Lexicon) -> bool:
    """`300 operators`: more people than a person deals with."""
    return (whole_number(number) or 0) > 9 and any(
        words.has("person_nouns", word) and word.endswith("s") for word in (first, second)
    )


def _addressed(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What is written for it: `the message for this segment`, `messages for each type of customer`."""
    left = [token.low for token in frame.left if not words.has("determiners", token.low)]
    if frame.preposition == "of" and left[-2:-1] and left[-2] in KINDS:
        left = left[:-2]
    else:
        left = left[: len(left) - len(frame.modifiers)]
    if left[-1:] in (["for"], ["to"]) and left[-2:-1] and left[-2] in ADDRESSED:
        yield Sign("addressed", STAKEHOLDER, f"`{left[-2]}` for it")


def belonging(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it has, what belongs to it, and what is inside it."""
    yield from limited(having(frame.has, words, "with", "with `{}`"))
    yield from limited(sides(("organisation_adjectives", "person_adjectives"), frame.has, words, "with", "with `{}`"))
    if frame.possessed == ["head"] and "of" not in lows(frame.right[1:2]):
        yield Sign("possessed", STAKEHOLDER, "its `head`")
    else:
        yield from limited(_owned(frame.possessed, words, "possessed", "its `{}`"))
    qualified = [word for word in frame.compound[-2:] if not words.has("organisations_own", word)]
    yield from _owned(qualified, words, "compound", "`{}` is what it qualifies")
    yield from _addressed(frame, words)
    if [token.low for token in frame.right[:1]] == ["with"]:
        yield from limited(sides(("organisation_nouns", "people_do"), frame.has, words, "with", "with `{}`"))
    if frame.word in GROUPS:
        return
    if frame.preposition in INSIDE and words.base(frame.governor) not in ATTENTION:
        yield Sign("inside", ACCOUNT, f"things are `{frame.preposition}` it")
    dealt = any(words.has("deal_words", word) for word in [frame.governor, "-".join(frame.governors)])
    if frame.preposition in {"to", "from", "for", "with"} and dealt:
        yield Sign("dealt", ACCOUNT, f"`{frame.governor}` {frame.preposition} it")
    sort = [token.low for token in frame.right[1:3]] if frame.right and frame.right[0].low in {"by", "per"} else []
    yield from limited(sides(("sorts_of_organisations", "sorts_of_people"), sort, words, "with", "sorted by `{}`"))
    if frame.preposition == "of":
        yield from _personal(frame.governor, words)
    people_leave = {"leave", "join", "quit"} & set(frame.acted_on)
    if people_leave and any(words.has("person_nouns", token.low) for token in frame.left):
        yield Sign("inhabited", ACCOUNT, "people join and leave it")
    if frame.preposition in INSIDE | {"in", "of", "from"} and _inhabits(frame.governors, words):
        yield Sign("inhabited", ACCOUNT, f"`{frame.governor}` {frame.preposition} it")
    elif frame.preposition == "in" and frame.word not in GROUPS and not words.base(frame.governor):
        yield Sign("in", ACCOUNT, "things are `in` it")


def _personal(governor: str, words: Lexicon) -> Iterator[Sign]:
    """What only people have, said of it: `the mood of our customers`."""
    if words.has("people_have", governor) and not words.has("organisations_have", governor):
        yield Sign("possessed", STAKEHOLDER, f"its `{governor}`")


def _owned(text: Sequence[str], words: Lexicon, kind: str, why: str) -> Iterator[Sign]:
    for word in phrases(text, words):
        if word.endswith("ing") and words.has("people_do", words.base(word)):
            yield Sign(kind, STAKEHOLDER, why.format(word))
            continue
        if words.has("organisations_own", word):
            yield Sign(kind, ACCOUNT, why.format(word))
        elif words.has("people_have", word) != words.has("organisations_have", word) or word in FAMILY:
            account = words.has("organisations_have", word) and word not in FAMILY
            yield Sign(kind, ACCOUNT if account else STAKEHOLDER, why.format(word))
        elif words.has("person_nouns", word):
            yield Sign("has_people", ACCOUNT, why.format(word))


def _inhabits(governors: Sequence[str], words: Lexicon) -> bool:
    names = ("person_nouns", "organisations_have", "organisations_own")
    return any(words.has(name, word) for name in names for word in phrases(governors, words)) or (
        bool(governors) and governors[-1] in INHABITANTS
    )


def _selves(right: Sequence[str]) -> set[str]:
    """`themselves`, and the first words of `each other` and `one another`."""
    pairs = zip(right, [*right[1:], ""], strict=False)
    return {first for first, second in pairs if first == "themselves" or second in {"other", "another"}}


def pronouns(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Relative and personal pronouns that take the word up again."""
    if frame.relative in {"who", "whom"}:
        yield Sign("who", STAKEHOLDER, "`who` follows")
    elif frame.relative == "which":
        yield Sign("which", ACCOUNT, "`which` follows")
    right = [token.low.split("'")[0] for token in own_clause(frame)[1]]
    itself = any(words.has("person_nouns", word) for word in _head(frame.complement[:12], words)[0])
    others = [at for at, word in enumerate(right) if words.has("person_nouns", word) or word in TITLES]
    others = [] if itself else others
    personal = [word for word in right[: others[0] if others else None] if word in PERSONAL]
    if personal:
        yield Sign("he_or_she", STAKEHOLDER, f"`{personal[0]}` takes it up")
    elif not frame.plural and frame.word not in GROUPS and "its" in right:
        yield Sign("its", ACCOUNT, "`its` takes it up")
    elif not frame.plural and frame.does and "it" in right:
        yield Sign("it", ACCOUNT, "`it` takes it up")
    elif frame.plural and {"themselves", "each", "one"} & _selves(right):
        yield Sign("who", STAKEHOLDER, "they do it themselves")
    elif any(token.low in PERSONAL for token in frame.left) and linked(frame):
        yield Sign("she_before", STAKEHOLDER, "a person stands before")
