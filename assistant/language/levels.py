"""Sentences that mix the levels: an account with a person's mind, a person with an account's attributes.

What people accept as a figure of speech is left alone (`the hospital wants to cut cost`), and so is what belongs to
somebody else in the sentence (`the CFO of a 450-bed hospital`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.language.inflection import looks_plural
from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon, lexicon
from assistant.language.matcher import Match, Scan
from assistant.language.remarks import Remark
from assistant.language.senses.predicate import read_predicate
from assistant.language.senses.sentence import Frame, frame
from assistant.language.senses.sentence_ends import sentence_around

NOUN = re.compile(r"[A-Za-z][\w-]*")
SIZED = re.compile(r"\d[\d,.]*[ -]?(\w+)[ -]$")
OWNING = listed("have own employ generate count total boast")
NAMED = listed("general health hospital clinic inc ltd group memorial systems industries foundry utilities")


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """Words without which no sentence can mix the levels."""
    words = lexicon()
    verbs = {form for form, base in words.bases.items() if words.has("mind_verbs", base) and "_" not in form}
    return words.lists["mind_adjectives"] | words.lists["mind_nouns"] | words.lists["hard_attributes"] | verbs


def mixed(text: str, found: Scan) -> Iterator[Remark]:
    """A remark for each account or stakeholder noun of which a sentence with a watched word says what it cannot."""
    done = 0
    for place in found.watched:
        if place >= done:
            low, done, _, _ = sentence_around(text, place, place + 1)
            yield from _in_sentence(text, low, done, found.matches)


def _in_sentence(text: str, low: int, high: int, matches: Sequence[Match]) -> Iterator[Remark]:
    words = lexicon()
    inside = [match for match in matches if low <= match.start < high]
    kept = [(match.start, match.end) for match in inside if match.form.kind in {"keep", "senses"}]
    by_end = {match.end: match for match in inside}
    for noun in NOUN.finditer(text, low, high):
        match = by_end.get(noun.end())
        level = _level(noun[0], match, words) if _speaks_of_a_level(noun[0], match) else ""
        if not level or any(first <= noun.start() and noun.end() <= last for first, last in kept):
            continue
        why = _mixes(text[low:high], noun.start() - low, noun.end() - low, level, words)
        if why:
            term = match.form.term.id if match else None
            yield Remark(noun.start(), noun.end(), noun[0], "levels", "warning", why, term=term)


def _speaks_of_a_level(noun: str, match: Match | None) -> bool:
    low = noun.lower()
    lists = lexicon().lists
    return match is not None or low in lists["person_nouns"] or low in lists["organisation_nouns"] or low in NAMED


def _level(noun: str, match: Match | None, words: Lexicon) -> str:
    """The level that the noun speaks of; empty when it speaks of none."""
    if match is not None and match.form.term.level != "none":
        return match.form.term.level if match.form.kind in {"name", "deprecated", "avoid"} else ""
    low = noun.lower()
    if words.has("person_nouns", low):
        return "stakeholder"
    named = noun[0].isupper() and low in NAMED
    return "account" if words.has("organisation_nouns", low) or named else ""


def _mixes(sentence: str, start: int, end: int, level: str, words: Lexicon) -> str:
    """What is mixed, as a message; empty when nothing is."""
    noun = sentence[start:end]
    seen = frame(sentence, start, end, plural=looks_plural(noun))
    if seen.compound:
        return ""
    if not seen.possessed:
        read_predicate(seen, 0, words)
    if level == "account":
        what = _mind(seen, words)
        return what and f"`{noun}` is an organisation, and {what}. Say which stakeholder."
    what = _attribute(seen, sentence[:start], words)
    return what and f"`{noun}` is a person, and {what}. Say which account."


def _mind(seen: Frame, words: Lexicon) -> str:
    """What of a mind the sentence gives to the noun."""
    owned = [*seen.possessed[:2], *([seen.governor] if seen.preposition == "of" else [])]
    if not seen.preposition and "have" in seen.does:
        owned += seen.objects[:4]
    for word in owned:
        if words.has("mind_nouns", word):
            return f"`{word}` belongs to a mind"
    if [token.low for token in seen.right[:1]] == ["motivated"]:
        return "only people are motivated"
    return "" if seen.preposition else _minded(seen, words)


def _minded(seen: Frame, words: Lexicon) -> str:
    """What the noun does or is said to be that takes a mind."""
    for verb in seen.does:
        if words.has("mind_verbs", verb) and "_" not in verb:
            return f"only people `{verb}`"
    looks = seen.objects[:2] if {"seem", "become", "get", "look"} & set(seen.does) else []
    for word in [*seen.complement[:3], *looks]:
        if words.has("mind_adjectives", word):
            return f"only people are `{word}`"
    return ""


def _attribute(seen: Frame, before: str, words: Lexicon) -> str:
    sized = SIZED.search(before)
    if sized and words.has("hard_attributes", sized[1].lower()):
        return f"`{sized[1]}` belong to an account"
    in_charge = any(
        words.has(name, word) for name in ("organisations_have", "organisation_nouns") for word in seen.modifiers
    )
    if in_charge:
        return ""
    said = seen.objects[:6] if set(seen.does) & OWNING else []
    with_it = seen.has[:6] if seen.right and seen.right[0].low in {"with", "whose"} else []
    for text in (said, with_it, seen.possessed[:3]):
        found = _first_attribute(text, words)
        if found:
            return f"`{found}` belongs to an account"
    return ""


def _first_attribute(text: Sequence[str], words: Lexicon) -> str:
    """The attribute, unless another noun has it or only its work is meant (`450 beds to fill`)."""
    for at, word in enumerate(text):
        following = text[at + 1] if at + 1 < len(text) else ""
        if words.has("prepositions", word) and word not in {"over", "about", "than", "of"}:
            return ""
        if words.has("hard_attributes", word) and following != "to":
            return "" if words.has("organisation_nouns", following) or words.has("person_nouns", following) else word
    return ""
