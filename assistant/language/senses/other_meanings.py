"""Tells a word with senses from the same letters as a verb, an adjective, in another meaning, or only mentioned."""

from __future__ import annotations

import re

from assistant.language.inflection import words as listed
from assistant.language.lexicon import lexicon
from assistant.language.senses.as_verb import MENTION, STEMS, VERBAL, used_as_verb
from assistant.language.senses.other_fields import in_another_field
from assistant.language.senses.sentence import Frame

SPEAKS_OF = listed("word words term terms label noun tag field column called say says said saying call define named")
STUCK = listed("facing side centric centred centered led driven focused ready friendly first oriented specific proven")


def other_meaning(frame: Frame, sentence: str, start: int, end: int) -> str:
    """Why the word does not carry one of its senses here; empty when it may."""
    words = lexicon()
    stem = STEMS.get(frame.word, frame.word)
    if stem in VERBAL and used_as_verb(frame, words):
        return "verb"
    if _stuck(sentence, start, end):
        return "part of a compound adjective"
    if _mentioned(frame, sentence, start, end) or _a_name(frame):
        return "mentioned, not used"
    if f"{stem}_after" in words.lists and in_another_field(frame, stem, words):
        return "another meaning"
    return ""


def _stuck(sentence: str, start: int, end: int) -> bool:
    """`client-side`, `customer-facing`."""
    found = re.match(r"-([a-z]+)", sentence[end : end + 20].lower())
    return found is not None and (found[1] in STUCK or (sentence[start:end].lower() == "lead" and found[1] != "gen"))


def _a_name(frame: Frame) -> bool:
    """A name in the middle of a sentence, such as the retailer Target: a capital, no article, small letters before."""
    before = frame.left[-1] if frame.left else None
    named = frame.name and not frame.plural and frame.word in {"target", "segment", "lead"}
    return named and not frame.determiner and before is not None and before.text.islower()


def _mentioned(frame: Frame, sentence: str, start: int, end: int) -> bool:
    """Whether the word stands in quotation marks as a word."""
    quoted = MENTION.match(sentence[start - 1 : start] if start else "") and MENTION.match(
        sentence[end : end + 2].lstrip(",.")
    )
    near = {token.low for token in frame.left[-5:]} | {token.low for token in frame.right[:5]}
    said = bool(frame.left) and frame.left[-1].low in {"say", "says", "said", "saying"} and not frame.plural
    bare = said and (not frame.right or not frame.right[0].is_word)
    bare = bare or (bool(frame.left) and frame.left[-1].low in {"word", "term", "noun"})
    return bare or (bool(quoted) and bool(near & SPEAKS_OF))
