"""Signs of the sentence after that speaks on: `it`, `she`, `both of them`, `the company`, or a noun that says who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.handling import handling
from assistant.language.senses.predicate import read_predicate
from assistant.language.senses.relations import being, belonging, doing
from assistant.language.senses.sentence import GROUPS, Frame, Token
from assistant.language.senses.sign import ACCOUNT, OURSELVES, PERSONAL, STAKEHOLDER, TITLES, Sign, limited, lows, sides

SEVERAL = listed("they both all some most none each two three half many several")
UNSPECIFIC = listed(
    """nobody everybody anybody somebody someone everyone anyone organisation organization organisations organizations
    company business enterprise team marketer marketers salesperson salespeople salesman salesmen seller sellers
    copywriter copywriters"""
)
WHO_FOLLOWS = listed("who with that , . whose and from")
NOUNS = ("organisation_nouns", "person_nouns")


def taken_up(frame: Frame, after: Sequence[Token], words: Lexicon) -> Iterator[Sign]:
    """What the sentence after says of the word, when it opens with something that stands for it."""
    text = lows(after)
    if not text:
        return
    first = text[0].split("'")[0]
    if first in PERSONAL or (frame.word not in GROUPS and _he_or_she(frame, after, words)):
        yield Sign("he_or_she", STAKEHOLDER, "he or she in the sentence after")
    elif first in {"it", "its"} and not frame.plural and frame.word not in GROUPS:
        yield Sign("it", ACCOUNT, f"`{first}` in the sentence after")
    adjectives = [before for before, one in pairwise(text) if one in {"one", "ones"}]
    levels = ("organisation_adjectives", "person_adjectives")
    yield from limited(sides(levels, adjectives, words, "said_after", "some are `{}` in the sentence after"))
    if frame.word in GROUPS:
        ours = OURSELVES & set(text[:3])
        nouns = ["person" if word == "people" else word for word in text if word not in UNSPECIFIC and not ours]
        why = "`{}` in the sentence after"
        yield from limited(sides(NOUNS, nouns, words, "before", why))
        yield from limited(sides(("deal_words", "mind_words"), nouns, words, "before", why))
        return
    yield from _said_on(frame, after, words)
    yield from _spelt_out(text, words)


def _he_or_she(frame: Frame, after: Sequence[Token], words: Lexicon) -> bool:
    """Whether `he` or `she` comes soon and nobody else is there to be meant."""
    places = [at for at, token in enumerate(after[:8]) if token.low in PERSONAL]
    if not places:
        return False
    others = [*frame.left, *frame.right, *after[: places[0]]]
    return not any(
        words.has("person_nouns", token.low)
        or token.low in TITLES
        or (token.text[:1].isupper() and words.has("given_names", token.low))
        for token in others
    )


def _said_on(frame: Frame, after: Sequence[Token], words: Lexicon) -> Iterator[Sign]:
    """What `it`, `they` or `two of them` does, is and has."""
    first = after[0].low.split("'")[0]
    of_them = [token.low for token in after[1:3]] in (["of", "them"], ["of", "these"])
    if first in {"their", "its"}:
        pronoun, rest = first, list(after)
    elif of_them:
        pronoun, rest = "they", list(after[3:])
    elif first in SEVERAL or (first == "it" and not frame.plural):
        pronoun, rest = first, list(after[1:])
    else:
        return
    stands_for_it = Frame(pronoun, pronoun in SEVERAL, [], rest)
    if first in {"their", "its"}:
        stands_for_it.possessed = [token.low for token in after[1:3] if token.is_word]
    else:
        read_predicate(stands_for_it, 0, words)
    found = [*being(stands_for_it, words), *belonging(stands_for_it, words), *doing(stands_for_it, words)]
    for sign in [*found, *handling(stands_for_it, words)][:4]:
        kind = "after" if sign.kind.startswith("mostly") else "said_after"
        yield Sign(kind, sign.direction, f"{sign.because} in the sentence after", word=sign.word)


def _spelt_out(text: Sequence[str], words: Lexicon) -> Iterator[Sign]:
    """`The company makes furniture`, `The board said no`, `A young woman who wants to learn`."""
    if text[0] in {"the", "this", "its"} and len(text) > 1:
        owned = words.has("organisations_own", text[1]) or words.has("organisations_have", text[1])
        if words.has("organisation_nouns", text[1]) or owned:
            yield Sign("said_after", ACCOUNT, f"`{text[1]}` opens the sentence after")
    if text[0] in {"a", "an"}:
        for at, word in enumerate(text[1:6], 1):
            if (text[at + 1] if at + 1 < len(text) else ".") in WHO_FOLLOWS:
                yield from sides(NOUNS, [word], words, "said_after", "`{}` in the sentence after")
                return
