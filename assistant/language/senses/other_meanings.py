"""Tells a word with senses from the same letters as a verb, an adjective, in another meaning, or only mentioned."""

from __future__ import annotations

import re

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon, lexicon
from assistant.language.senses.sentence import Frame, Token

VERBAL = {
    "lead": "lead", "leads": "lead", "target": "target", "targets": "target", "segment": "segment",
    "segments": "segment", "prospect": "prospect", "prospects": "prospect",
}  # fmt: skip
FAMILY = {"segmentations": "segmentation", "clients": "client", "customers": "customer"} | VERBAL
OPENERS = listed(
    """the a an my your his her its our their this these those each every any us me him them it you everybody everyone
    somebody someone anyone whoever what who both all hospitals with by"""
)
HANDED = listed("pass send hand assign route transfer give forward distribute sell allocate upload push bring refer")
LIMITS = listed("under over below above at less more up within maximum minimum")
COMMANDING = listed("us to please don't not do does did didn't doesn't never")
DIRECTIONS = listed("by from into back up down away through straight directly nowhere onto out")
ATTRIBUTIVE_NOT = listed(
    """list lists segmentation selection planning database score scores scoring quality source sources volume nurturing
    qualification conversion form forms capture management flow status base universe data attitude needs profile"""
)
BREAKS = frozenset((".", ";", ":", ",", "—", "–", "then", "please", "and"))
MENTION = re.compile(r"[\"“”'‘’`«»]")
SPEAKS_OF = listed("word words term terms label noun tag field column called say says said saying call define named")
STUCK = listed("facing side centric centred centered led driven focused ready friendly first oriented specific proven")


def other_meaning(frame: Frame, sentence: str, start: int, end: int) -> str:
    """Why the word does not carry one of its senses here; empty when it may."""
    words = lexicon()
    stem = FAMILY.get(frame.word, frame.word)
    if stem in VERBAL and _is_verb(frame, words):
        return "verb"
    if _stuck(sentence, end):
        return "part of a compound adjective"
    if _mentioned(frame, sentence, start, end):
        return "mentioned, not used"
    if f"{stem}_after" in words.lists and _in_another_field(frame, stem, words):
        return "another meaning"
    return ""


def _is_verb(frame: Frame, words: Lexicon) -> bool:
    before = [token for token in frame.left if not words.has("adverbs", token.low)]
    last = before[-1].low if before else ""
    third_person = frame.word.endswith("s")
    following = frame.right[0].low if frame.right else ""
    if following == "to" and stem_of(frame) == "lead":
        handed = any(words.base(token.low) in HANDED for token in before[-4:])
        return not handed and not words.has("determiners", last)
    if third_person and last in {"this", "each", "every"}:
        return True
    asked = last in {"me", "us"} and len(before) > 1 and before[-2].low in {"let", "help", "make"}
    if (
        asked
        or last in {"to", "not", "n't"}
        or words.has("modals", last)
        or last in {"don't", "doesn't", "didn't", "do", "did"}
    ):
        return not third_person
    if words.has("subjects", last) or last in {"which", "that", "it"}:
        return _agrees(last, third_person, following, words)
    if last in {"and", "or"} and len(before) > 1 and before[-2].low in VERBAL:
        inner = Frame(before[-2].low, before[-2].low.endswith("s"), before[:-2], frame.right)
        return _is_verb(inner, words)
    return _opens_predicate(frame, before, following, words)


def stem_of(frame: Frame) -> str:
    """The singular of the word."""
    return FAMILY.get(frame.word, frame.word)


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
        named = bool(ahead & FAMILY.keys()) and following not in {"and", "or", ","} and not _after_comma(before)
        return (takes_object or named) and not third_person
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
    plural = last.endswith("s") and not last.endswith("ss")
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
    return any(words.has(name, word) for name in nouns for word in run)


def _stuck(sentence: str, end: int) -> bool:
    """`client-side`, `customer-facing`."""
    found = re.match(r"-([a-z]+)", sentence[end : end + 20].lower())
    return found is not None and found[1] in STUCK


def _mentioned(frame: Frame, sentence: str, start: int, end: int) -> bool:
    """Whether the word stands in quotation marks as a word."""
    quoted = MENTION.match(sentence[start - 1 : start] if start else "") and MENTION.match(
        sentence[end : end + 2].lstrip(",.")
    )
    near = {token.low for token in frame.left[-5:]} | {token.low for token in frame.right[:3]}
    said = bool(frame.left) and frame.left[-1].low in {"say", "says", "said", "saying"} and not frame.plural
    bare = said and (not frame.right or not frame.right[0].is_word)
    return bare or (bool(quoted) and bool(near & SPEAKS_OF))


def _in_another_field(frame: Frame, stem: str, words: Lexicon) -> bool:
    """Whether the words before, after or around belong to another meaning."""
    lists = words.lists
    after = [token.low for token in frame.right[:2] if token.is_word]
    if frame.modifiers and frame.modifiers[0] in lists.get(f"{stem}_before", ()):
        return True
    if after and frame.right[0].is_word and not frame.plural and _follows(stem, after[0], words):
        return True
    if stem in {"lead", "target"} and frame.compound and frame.compound[-1] not in ATTRIBUTIVE_NOT:
        return True
    around = _around(frame)
    if any(low in lists.get(f"{stem}_near", ()) for low in around):
        return True
    special = {"target": _goal, "lead": _advantage, "prospect": _outlook, "segment": _part}.get(stem)
    return special is not None and special(frame, words)


def _follows(stem: str, word: str, words: Lexicon) -> bool:
    if word in words.lists[f"{stem}_after"]:
        return True
    return stem == "lead" and words.has("person_nouns", word)


def _around(frame: Frame) -> list[str]:
    return [token.low for token in [*frame.left, *frame.right]]


def _goal(frame: Frame, words: Lexicon) -> bool:
    """A figure to reach: `set two targets`, `a target of 40 %`, `behind target`, `on target`."""
    if set(frame.acted_on) & words.lists["target_verbs"]:
        return True
    if frame.preposition in {"on", "off", "above", "below", "over", "under", "behind", "to"} and not frame.determiner:
        return not frame.plural and not frame.modifiers
    levels = ("person_nouns", "organisation_nouns", "organisations_have")
    if any(words.has(name, low) for name in levels for low in _around(frame)):
        return False
    after = [token.low for token in frame.right[:4]]
    for_a_time = after[:2] == ["for", "the"] and bool(set(after[2:]) & {"year", "quarter", "month"})
    return _is_figure(frame) or (for_a_time and "our" not in after)


def _is_figure(frame: Frame) -> bool:
    """Whether a figure follows: `a target of 40 %`, `target: under four hours`, `actual vs target: 104`."""
    opens, rest = frame.right[:1], frame.right[1:4]
    lows = {token.low for token in rest}
    figures = any(token.is_number for token in rest) or bool(lows & {"%", "£", "$", "€"})
    if not opens:
        return False
    if opens[0].low == ":":
        return figures or bool(lows & LIMITS)
    return opens[0].low in {"of", "is", "was", "for"} and figures and not lows & {"in", "since"}


def _advantage(frame: Frame, _: Lexicon) -> bool:
    """Being ahead or in charge: `a lead of eight points`, `take the lead`, `follow her lead`, `lead over`."""
    verbs, around = set(frame.acted_on), _around(frame)
    if (
        not frame.plural
        and verbs & {"take", "follow", "hold", "extend", "widen", "lose", "maintain"}
        and (frame.determiner in {"the", "'s", "her", "his", "their", "our"} or "over" in around or "points" in around)
    ):
        return frame.determiner != "our" or "take" in verbs or "follow" in verbs
    following = [token.low for token in frame.right[:3]]
    ahead = following[:1] == ["over"] and not set(following) & {
        "beer",
        "coffee",
        "lunch",
        "dinner",
        "tea",
        "drinks",
        "phone",
    }
    if ahead or (frame.preposition == "in" and frame.determiner == "the" and not following):
        return True
    made_of = frame.preposition in {"of", "in"} and not frame.determiner and not frame.plural and not frame.modifiers
    return made_of and frame.governor in {"made", "content", "traces", "grams", "contain", "level", "levels"}


def _outlook(frame: Frame, _: Lexicon) -> bool:
    """What lies ahead: `the prospect of`, `prospects for recovery`."""
    following = [token.low for token in frame.right[:1]]
    if following == ["of"]:
        return True
    return (
        frame.plural
        and following in (["for"], ["in"])
        and not frame.counted
        and frame.determiner in {"the", ""}
        and bool(
            {token.low for token in frame.right[1:4]}
            & {
                "growth",
                "recovery",
                "success",
                "next",
                "coming",
                "economy",
                "employment",
                "peace",
                "promotion",
                "change",
            }
        )
    )


def _part(frame: Frame, words: Lexicon) -> bool:
    """A part of a thing: `segment of the show`, `segment of the pipe`."""
    following = [token.low for token in frame.right[:3]]
    return (
        following[:2] == ["of", "the"]
        and len(following) > 2
        and not (
            {following[2]} & {"market", "people"}
            or any(words.has(n, following[2]) for n in ("person_nouns", "organisation_nouns"))
        )
        and following[2] in words.lists["segment_things"]
    )
