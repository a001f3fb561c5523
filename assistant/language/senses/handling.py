"""Signs of a verb and its object together: who opens emails, who has forty laptops, and what is given to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import Frame, Token
from assistant.language.senses.sign import ACCOUNT, STAKEHOLDER, Sign, whole_number

HANDLES = listed(
    """open read see skip skim print share forward watch ignore delete miss save fill view notice download request press
    find check answer click tap like close finish start use understand follow leave receive get"""
)
GIVES = listed("give offer send show hand bring buy wish promise grant make lend ask tell pay")
POSSESSES = listed(
    "want ask request have own run operate keep maintain need order buy use lease replace hold add rent manage stock"
)
CONSUMES = listed(
    "take buy order use consume ship process handle spend burn need owe invest produce purchase sell deliver make pay"
)
NUMBERS = listed(
    "two three four five six seven eight nine ten twelve twenty fifty hundred thousand million dozens dozen"
)
CURRENCIES = listed("euros euro dollars pounds francs kroner yen € $ £ usd eur gbp")
PERIODS = listed("day week month quarter year annum")
AFFECTS = listed("trust like know remember respect recognise recognize understand hate avoid ask tell invite")
MANY = 10
"""From so many of a thing on, its owner is no single person."""
NEAR = 6


def handling(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What it reads and clicks, what it has many of, and what somebody gives it."""
    verbs = set(frame.does)
    if verbs & HANDLES:
        for word in frame.objects[:NEAR]:
            if words.has("media", word):
                yield Sign("does", STAKEHOLDER, f"people read and press `{word}`")
                break
    if (
        "find" in verbs
        and frame.objects[:1] == ["it"]
        and not words.has("prepositions", frame.objects[1:2][0] if frame.objects[1:] else "in")
    ):
        yield Sign("does", STAKEHOLDER, "`find it` so is what people do")
    owned = frame.objects if verbs & POSSESSES else frame.has
    if verbs & CONSUMES and _money(frame):
        yield Sign("owns", ACCOUNT, "much money goes through it")
    if verbs & CONSUMES and _by_the_month(frame.objects):
        yield Sign("owns", ACCOUNT, "it takes so much at a time")
    if verbs & AFFECTS and frame.objects[:1] in (["me"], ["him"], ["her"], ["each"]):
        yield Sign("mostly_does", STAKEHOLDER, "people know and trust one another")
    thing = _many(owned, words) or _many(frame.complement, words)
    if thing:
        yield Sign("owns", ACCOUNT, f"it has so many `{thing}`")
    if not frame.compound and not frame.possessed and set(frame.acted_on) & GIVES:
        yield from _given(_second_object(frame, words), words)


def _money(frame: Frame) -> bool:
    """`owes us 48,000 euros`, `pays 30k`."""
    for figure, unit in pairwise([*frame.right[:10], Token(".", ".")]):
        size = whole_number(figure.text.replace(".", ""))
        if size is not None and (unit.low in {"k", "million", "m"} or (size >= 1000 and unit.low in CURRENCIES)):
            return True
    return False


def _by_the_month(said: Sequence[str]) -> bool:
    """`two truckloads a month`, `400 tonnes per year`."""
    counted = any(word[:1].isdigit() or word in NUMBERS for word in said)
    return counted and any(a in {"a", "per", "each", "every"} and b in PERIODS for a, b in pairwise(said))


def _many(owned: Sequence[str], words: Lexicon) -> str:
    """The thing of which it has at least `MANY`; empty when there is none, or only time, money or messages."""
    for number, *nouns in zip(owned, owned[1:], [*owned[2:], ""], strict=False):
        if (whole_number(number) or 0) >= MANY:
            thing = next((noun for noun in nouns if noun.endswith("s") and not words.has("prepositions", noun)), "")
            if thing and not words.has("measures", thing) and not words.has("media", thing):
                return thing
    return ""


def _second_object(frame: Frame, words: Lexicon) -> list[str]:
    """The nouns right after it, up to a preposition or the end: `give the customer a discount`."""
    found: list[str] = []
    if not frame.right or not (words.has("determiners", frame.right[0].low) or frame.right[0].is_number):
        return found
    for token in frame.right[:NEAR]:
        if not token.is_word or words.has("prepositions", token.low):
            break
        found.append(token.low)
    return found


def _given(thing: Sequence[str], words: Lexicon) -> Iterator[Sign]:
    for word in thing:
        if words.has("organisations_have", word) or words.has("deal_words", word):
            yield Sign("acted_on", ACCOUNT, f"it is given `{word}`")
        elif words.has("people_have", word) or words.has("mind_words", word) or words.has("gifts", word):
            yield Sign("acted_on", STAKEHOLDER, f"it is given `{word}`")
