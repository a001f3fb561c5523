"""Tells a word with senses that is used as a verb: `we lead the workshop`, `the campaign targets nurses`."""

from __future__ import annotations

import re

from assistant.language.inflection import looks_plural
from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import Frame, Token

VERBAL = {
    "lead": "lead", "leads": "lead", "target": "target", "targets": "target", "segment": "segment",
    "segments": "segment", "prospect": "prospect", "prospects": "prospect",
}  # fmt: skip
STEMS = {"segmentations": "segmentation", "clients": "client", "customers": "customer"} | VERBAL
OPENERS = listed(
    """the a an my your his her its our their this these those each every any us me him them it you everybody everyone
    somebody someone anyone whoever what who both all hospitals with by"""
)
HANDED = listed("pass send hand assign route transfer give forward distribute sell allocate upload push bring refer")
COMMANDING = listed("us to please don't not do does did didn't doesn't never")
INFINITIVE = listed("to not n't don't doesn't didn't do did")
DIRECTIONS = listed("by from into back up down away through straight directly nowhere onto out")
BREAKS = frozenset((".", ";", ":", ",", "—", "–", "then", "please", "and"))
MENTION = re.compile(r"[\"“”'‘’`«»]")


def used_as_verb(frame: Frame, words: Lexicon) -> bool:
    """Whether the word, which may be a verb, is one here."""
    before = [token for token in frame.left if not words.has("adverbs", token.low)]
    last = before[-1].low if before else ""
    third_person = frame.word.endswith("s")
    following = frame.right[0].low if frame.right else ""
    if following == "to" and frame.word in {"lead", "leads"}:
        return _leads_to(frame, before, words)
    to_whom = (
        following in {"me", "us", "you", "him", "them"} and frame.right[1:2] and frame.right[1].low in {"to", "from"}
    )
    if third_person and (last in {"this", "each", "every"} or (last == "what" and to_whom)):
        return True
    asked = last in {"me", "us"} and len(before) > 1 and before[-2].low in {"let", "help", "make"}
    asked = asked or (last == "why" and not words.base(following))
    if asked or last in INFINITIVE or words.has("modals", last):
        return not third_person
    if words.has("subjects", last) or last in {"which", "that", "it"}:
        return _agrees(last, third_person, following, words)
    if last in {"and", "or"} and len(before) > 1 and before[-2].low in VERBAL:
        inner = Frame(before[-2].low, before[-2].low.endswith("s"), before[:-2], frame.right)
        return used_as_verb(inner, words)
    several = frame.word == "prospect" and _plural_noun(before, words)
    return several or _asked_for(frame, words) or _opens_predicate(frame, before, following, words)


def _asked_for(frame: Frame, words: Lexicon) -> bool:
    """`Which age group does the ad target?`: a helper, a subject, and the verb at the end."""
    ends = not frame.right or not frame.right[0].is_word
    if frame.word.endswith("s") or not ends or not frame.modifiers:
        return False
    subject = len(frame.modifiers) + bool(frame.determiner)
    helper = frame.left[-subject - 1].low if len(frame.left) > subject else ""
    return helper in {"do", "does", "did"} or words.has("modals", helper)


def _leads_to(frame: Frame, before: list[Token], words: Lexicon) -> bool:
    """`stress leads to errors`, `what might this lead to?`, but not `send the lead to Anna`."""
    handed = any(words.base(token.low) in HANDED for token in before[-4:])
    asked = any(words.has("modals", token.low) or token.low in {"does", "did"} for token in before[-3:-1])
    ends = not any(words.base(token.low) for token in frame.right[1:])
    determined = bool(before) and words.has("determiners", before[-1].low)
    return not handed and (not determined or (asked and ends))


def _plural_noun(before: list[Token], words: Lexicon) -> bool:
    """Whether several people stand right before, who then prospect: `new reps prospect for six weeks`."""
    last = before[-1].low if before else ""
    several = last.endswith("s") and not last.endswith(("ss", "us", "'s")) and last != "sales"
    return several and not any(words.has(name, last) for name in ("determiners", "prepositions", "auxiliaries"))


def _agrees(last: str, third_person: bool, following: str, words: Lexicon) -> bool:
    """Whether a pronoun before can be the subject of the form."""
    if last in {"that", "which"}:
        return third_person and (following in OPENERS or words.has("prepositions", following) or following == "to")
    return third_person == (last in {"he", "she", "it", "who"}) or last == "who"


def _opens_predicate(frame: Frame, before: list[Token], following: str, words: Lexicon) -> bool:
    """Whether it follows a subject, or opens an imperative, and takes an object."""
    numbered = bool(frame.right) and (frame.right[0].is_number or words.has("quantities", following))
    takes_object = following in OPENERS or numbered
    third_person = frame.word.endswith("s")
    if not before or MENTION.match(before[-1].text) or before[-1].low in BREAKS:
        ahead = {token.low for token in frame.right[:3]} if frame.word in {"segment", "target"} else set()
        named = bool(ahead & STEMS.keys()) and following not in {"and", "or", ","} and not _after_comma(before)
        return (takes_object or named) and not third_person
    pair = len(before) > 2 and before[-2].low == "and" and before[-3].is_word and not third_person
    if pair and takes_object and not words.has("determiners", before[-1].low):
        return True
    if not _can_be_subject(before, third_person, words):
        return False
    if third_person and following in {"with", "by", "both", "all"} and frame.word != "leads":
        return False
    adverbial = frame.word == "leads" and following in DIRECTIONS
    return takes_object or adverbial or _object_follows(frame, words)


def _after_comma(before: list[Token]) -> bool:
    return bool(before) and before[-1].low == ","


def _can_be_subject(before: list[Token], third_person: bool, words: Lexicon) -> bool:
    """Whether the word before is a noun that agrees with the form and is no verb itself."""
    last, closed = before[-1].low, ("determiners", "prepositions", "quantities", "conjunctions")
    if not before[-1].is_word or last.endswith("'s") or any(words.has(name, last) for name in closed):
        return False
    plural = looks_plural(last)
    if third_person == plural:
        return False
    commanded = before[-2].low if len(before) > 1 else ""
    if words.has("subjects", commanded) or words.has("modals", commanded) or commanded in COMMANDING:
        return False
    if not words.base(last) or (before[-1].text[:1].isupper() and words.has("given_names", last)):
        return True
    nominal = words.has("compound_heads", last) or words.has("person_nouns", last)
    return nominal or plural or len(before) > 1


def _object_follows(frame: Frame, words: Lexicon) -> bool:
    """`The campaign targets night-shift nurses`: bare plural objects after the third person."""
    if not frame.word.endswith("s") or len(frame.right) < 1 or not frame.right[0].is_word:
        return False
    run = [token.low for token in frame.right[:3] if token.is_word]
    closed = ("prepositions", "auxiliaries", "modals", "conjunctions", "subjects", "adverbs")
    nouns = ("person_nouns", "organisation_nouns", "organisations_have", "people_have")
    verbal = bool(words.base(run[0])) and not any(words.has(name, run[0]) for name in nouns[:2])
    if verbal or any(words.has(name, run[0]) for name in closed):
        return False
    if any(words.has(name, word) for name in nouns for word in run):
        return True
    begun = (
        len(frame.left) > 2 and frame.word == "targets" and {t.low for t in frame.left[-4:-1]} & {"the", "a", "this"}
    )
    return bool(begun) and any(looks_plural(word) and not words.base(word) for word in run)
