"""Tells a word with senses that belongs to another field: lead in solder, a sales target, the ST segment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.language.inflection import looks_plural
from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import Frame
from assistant.language.senses.sign import lows

LIMITS = listed("under over below above at less more up within maximum minimum")
ATTRIBUTIVE_NOT = listed(
    """list lists segmentation selection planning database score scores scoring quality source sources volume nurturing
    qualification conversion form forms capture management flow status base universe data attitude needs profile"""
)
WHOLES = listed(
    """market markets base customer customers client clients account accounts business list population territory
    portfolio industry audience segmentation model pyramid database demand top bottom group plan field sales year whole
    total old new"""
)
BUSINESS = ("organisation_nouns", "deal_words")
MIXED = listed("made content traces grams contain level levels free amount amounts full percentage share mix layer")
GOOD_OR_BAD = listed("poor bright dim slim fair grim bleak rosy uncertain mixed gloomy dire excellent encouraging")
REACHED = listed("make reach reset be")
NOTHING: frozenset[str] = frozenset()
LEADERS = listed("the 's her his their our my your")
MEETING_OVER = listed("beer coffee lunch dinner tea drinks phone")
FORESEEN = listed("growth recovery success next coming economy employment peace promotion change")
DONE_TO = ("done_to_organisations", "done_to_organisations_mostly", "done_to_people", "done_to_people_mostly")


def in_another_field(frame: Frame, stem: str, words: Lexicon) -> bool:
    """Whether the words before, after or around belong to another meaning."""
    lists = words.lists
    after = frame.right[0].low if frame.right and frame.right[0].is_word and not frame.plural else ""
    nearest = frame.left[-1:] if stem == "segment" and not frame.plural else []
    if any(low in lists.get(f"{stem}_before", ()) for low in [*frame.modifiers[:1], *lows(nearest)]):
        return True
    if after and _follows(stem, after, words):
        return True
    if stem in {"lead", "target"} and frame.compound and frame.compound[-1] not in ATTRIBUTIVE_NOT:
        return True
    if _near(frame, stem, words):
        return True
    special = SPECIAL.get(stem)
    return special is not None and special(frame, words)


def _near(frame: Frame, stem: str, words: Lexicon) -> bool:
    """A word of the other field in the sentence; the less sure ones only where no business is spoken of."""
    around = _around(frame)
    if any(low in words.lists.get(f"{stem}_near", ()) for low in around):
        return True
    bare = not frame.determiner and not frame.plural and ":" not in around
    if stem == "lead" and bare and any(words.has("lead_material", low) for low in around):
        return True
    found = {low for low in around if low in words.lists.get(f"{stem}_weak", ())}
    of_business = any(words.has(name, low) for name in BUSINESS for low in around if low not in found)
    return len(found) > 1 if stem == "client" else bool(found) and not of_business


def _version(frame: Frame, _: Lexicon) -> bool:
    """`client 5.4` is a program, and `client and server` are two."""
    following = [token.low for token in frame.right[:2]]
    return bool(frame.right) and (frame.right[0].is_number or following in (["and", "server"], ["or", "server"]))


def _divides_a_thing(frame: Frame, words: Lexicon) -> bool:
    """`text segmentation`, `segmentation of the network`."""
    things = words.lists["segmentation_before"]
    if frame.left and frame.left[-1].low in things:
        return True
    whole = [token.low for token in frame.right[1:4] if token.is_word] if frame.right[:1] else []
    of = frame.right[:1] and frame.right[0].low == "of"
    return bool(of) and any(word in things or word.removesuffix("s") in things for word in whole if word != "market")


def _follows(stem: str, word: str, words: Lexicon) -> bool:
    if word in words.lists[f"{stem}_after"]:
        return True
    return stem == "lead" and words.has("person_nouns", word)


def _around(frame: Frame) -> list[str]:
    return [token.low for token in [*frame.left, *frame.right]]


def _goal(frame: Frame, words: Lexicon) -> bool:
    """A figure to reach: `set two targets`, `a target of 40 %`, `behind target`, `on target`."""
    bare = not frame.determiner and not frame.plural and not frame.modifiers
    if {*frame.acted_on, *_passive(frame, words)} & (words.lists["target_verbs"] | (REACHED if bare else NOTHING)):
        return True
    if frame.preposition and frame.preposition not in {"as", "like"} and not frame.determiner:
        return bare and not frame.counted
    opens = [token.low for token in frame.right[:3]]
    is_figure = bool(frame.right[1:2]) and frame.right[1].is_number and opens[:1] in (["is"], ["was"])
    if (is_figure and not frame.plural) or _to_do(opens, words) or _of_a_measure(frame, words):
        return True
    levels = ("person_nouns", "organisation_nouns", "organisations_have")
    if any(words.has(name, low) for name in levels for low in _around(frame)):
        return False
    after = [token.low for token in frame.right[:4]]
    for_a_time = after[:2] == ["for", "the"] and bool(set(after[2:]) & {"year", "quarter", "month"})
    return _is_figure(frame) or (for_a_time and "our" not in after)


def _to_do(opens: Sequence[str], words: Lexicon) -> bool:
    """`our target is to double`, `a target of doubling`, `a target to cut`, but not `the target to visit`."""
    verb = opens[-1] if opens else ""
    if opens[:2] == ["is", "to"]:
        return bool(words.base(verb))
    if opens[:1] == ["of"] and len(opens) > 1:
        return opens[1].endswith("ing") and bool(words.base(opens[1]))
    done = (*DONE_TO, "people_do", "people_mostly", "organisations_do", "organisations_mostly")
    reached = len(opens) > 1 and any(words.has(name, opens[1]) for name in done)
    return opens[:1] == ["to"] and len(opens) > 1 and bool(words.base(opens[1])) and not reached


def _passive(frame: Frame, words: Lexicon) -> list[str]:
    """The verb of `the targets were doubled`, before the predicate is read."""
    text = [token.low for token in frame.right[:5]]
    after = [word for at, word in enumerate(text) if at and text[at - 1] in {"was", "were", "been", "is", "are", "be"}]
    return [words.base(word) for word in after if word in words.participles]


def _of_a_measure(frame: Frame, words: Lexicon) -> bool:
    """`a target for new meetings`, `the response time target`: what is counted, and not who is reached."""
    before = frame.modifiers[:1]
    opens = [token.low for token in frame.right[:1]]
    after = [token.low for token in frame.right[1:4] if token.is_word] if opens in (["for"], ["of"], ["on"]) else []
    return any(words.has("target_measures", low) for low in [*before, *after])


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


def _advantage(frame: Frame, words: Lexicon) -> bool:
    """Being ahead or in charge: `a lead of eight points`, `take the lead`, `follow her lead`, `lead over`."""
    verbs, around = set(frame.acted_on), _around(frame)
    if _in_charge(frame) or verbs & {"keep_on", "walk_on"}:
        return True
    if (
        not frame.plural
        and verbs & {"take", "follow", "hold", "extend", "widen", "lose", "maintain"}
        and (frame.determiner in LEADERS or "over" in around or "points" in around)
    ):
        return frame.determiner not in {"our", "my", "your"} or bool(verbs & {"take", "follow"})
    following = [token.low for token in frame.right[:3]]
    ahead = following[:1] == ["over"] and not set(following) & MEETING_OVER
    if ahead or (frame.preposition == "in" and frame.determiner == "the" and not following):
        return True
    if _a_metal(frame, words):
        return True
    made_of = frame.preposition in {"of", "in"} and not frame.determiner and not frame.plural and not frame.modifiers
    return made_of and frame.governor in MIXED


def _a_metal(frame: Frame, words: Lexicon) -> bool:
    """Without an article at the end of a clause, as what has no number: `after handling lead`."""
    bare = not (frame.determiner or frame.plural or frame.modifiers or frame.counted or frame.name)
    ends = not frame.right or not frame.right[0].is_word
    dealt_with = any(words.has(name, verb) for verb in frame.acted_on for name in DONE_TO)
    material = frame.preposition == "of" or (bool(frame.acted_on) and not frame.preposition and not dealt_with)
    return bare and ends and material


def _in_charge(frame: Frame) -> bool:
    """`Jo is our sales lead for Iberia`: a role among ourselves."""
    ours = frame.determiner in {"our", "the", "my", "'s", "their", "your"} and not frame.plural
    said = {"is", "was", "as", "be", "become", "becomes", "became", "am", "'m", "i'm"}
    linked = bool(said & {token.low for token in frame.left[-4:]})
    return ours and linked and [token.low for token in frame.right[:1]] in (["for"], ["on"], ["of"], ["in"])


def _outlook(frame: Frame, words: Lexicon) -> bool:
    """What lies ahead: `the prospect of`, `prospects for recovery`."""
    following = [token.low for token in frame.right[:1]]
    said = list(pairwise([*(token.low for token in frame.right[:12]), "."]))
    judged = [
        at for at, (verb, how) in enumerate(said) if verb in {"are", "were", "remain", "look"} and how in GOOD_OR_BAD
    ]
    if frame.plural and judged and not said[judged[0] + 1 :][0][1].isalpha():
        return True
    foreseen = frame.right[2].low if len(frame.right) > 2 and following == ["that"] else ""
    if words.has("modals", foreseen) or foreseen in {"is", "are"}:
        return True
    if following == ["of"] or (frame.preposition == "in" and not frame.determiner and not frame.plural):
        return True
    return (
        frame.plural
        and following in (["for"], ["in"])
        and not frame.counted
        and frame.determiner in {"the", ""}
        and bool({token.low for token in frame.right[1:4]} & FORESEEN)
    )


def _of_a_market(frame: Frame, words: Lexicon) -> bool:
    """`the entry-level segment`, where no organisation and no person is in it."""
    someone = any(words.has(name, low) for name in ("organisation_nouns", "person_nouns") for low in _around(frame))
    return not someone and any(words.has("segment_market", low) for low in frame.modifiers[:1])


def _part(frame: Frame, words: Lexicon) -> bool:
    """A part of a thing: `segment of the show`, `segment of the pipe`; or of a market."""
    if _of_a_market(frame, words):
        return True
    following = [token.low for token in frame.right[:4]]
    if following[:1] == ["on"] and {"tv", "television", "radio", "cnn", "bbc"} & set(following):
        return True
    if len(following) < 3 or following[0] != "of" or following[1] not in {"the", "a", "an", "this", "our"}:
        return False
    whole = [word for word in following[2:] if word.isalpha()]
    if any(word in words.lists["segment_things"] for word in whole):
        return True
    levels = ("person_nouns", "organisation_nouns", "person_adjectives", "organisation_adjectives")
    known = any(words.has(name, word) for name in levels for word in whole) or set(whole) & WHOLES
    return not known and not any(looks_plural(word) for word in whole)


SPECIAL = {
    "target": _goal, "lead": _advantage, "prospect": _outlook, "segment": _part, "segmentation": _divides_a_thing,
    "client": _version,
}  # fmt: skip
