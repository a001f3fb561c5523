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
from assistant.language.matcher import Match
from assistant.language.predicate import read_predicate
from assistant.language.remarks import Remark
from assistant.language.sentence import Frame, frame
from assistant.language.sentence_ends import sentences

NOUN = re.compile(r"[A-Za-z][\w-]*")
SIZED = re.compile(r"\d[\d,.]*[ -]?(\w+)[ -]$")
OWNING = listed("have own employ generate count total boast")
NAMED = listed("general health hospital clinic inc ltd group memorial systems industries foundry utilities")


@lru_cache(maxsize=1)
def triggers() -> frozenset[str]:
    """Words without which no sentence can mix the levels."""
    words = lexicon()
    verbs = {form for form, base in words.bases.items() if words.has("mind_verbs", base) and "_" not in form}
    return verbs | words.lists["mind_adjectives"] | words.lists["mind_nouns"] | words.lists["hard_attributes"]


def mixed(text: str, matches: Sequence[Match]) -> Iterator[Remark]:
    """A remark for each account or stakeholder noun of which the sentence says what it cannot."""
    words = lexicon()
    taken = [(match.start, match.end, match) for match in matches]
    for low, high in sentences(text):
        sentence = text[low:high]
        if triggers().isdisjoint(word.lower() for word in re.findall(r"[A-Za-z]+", sentence)):
            continue
        for noun in NOUN.finditer(sentence):
            start, end = low + noun.start(), low + noun.end()
            match = next((m for s, e, m in taken if s <= start and end <= e), None)
            if match is not None and (match.end != end or match.form.kind in {"keep", "senses"}):
                continue
            level = _level(noun[0], match, words)
            if level:
                why = _mixes(sentence, noun.start(), noun.end(), level, words)
                if why:
                    term = match.form.term.id if match is not None else None
                    yield Remark(start, end, noun[0], "levels", "warning", why, term=term)


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
    for word in seen.possessed[:2]:
        if words.has("mind_nouns", word):
            return f"`{word}` belongs to a mind"
    following = [token.low for token in seen.right[:1]]
    if following == ["motivated"]:
        return "only people are motivated"
    if seen.preposition and seen.preposition != "of":
        return ""
    if seen.governor and words.has("mind_nouns", seen.governor):
        return f"`{seen.governor}` belongs to a mind"
    if seen.preposition:
        return ""
    for verb in seen.does:
        if words.has("mind_verbs", verb) and "_" not in verb:
            return f"only people `{verb}`"
    for word in [
        *seen.complement[:3],
        *(seen.objects[:2] if {"seem", "become", "get", "look"} & set(seen.does) else ()),
    ]:
        if words.has("mind_adjectives", word):
            return f"only people are `{word}`"
    if "have" in seen.does:
        for word in seen.objects[:4]:
            if words.has("mind_nouns", word):
                return f"`{word}` belongs to a mind"
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
