"""Reads the word lists once, when a text first holds a word with senses, and inflects what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant import yamlfile
from assistant.language.inflection import plural

VOWELS = re.compile("[aeiouy]+")
FOLDER = Path(__file__).parent
VERB_LISTS = (
    "people_do", "organisations_do", "done_to_people", "done_to_organisations", "people_mostly", "organisations_mostly",
    "verbs", "target_verbs",
)  # fmt: skip
PHRASE_LISTS = (
    "person_nouns", "organisation_nouns", "people_have", "organisations_have", "organisations_own", "deal_words",
    "mind_words", "person_adjectives", "organisation_adjectives",
)  # fmt: skip
NOUN_LISTS = ("person_nouns", "organisation_nouns", "people_have", "organisations_have", "compound_heads")


@dataclass(frozen=True)
class Lexicon:
    """Lists by name, and the base of each verb form."""

    lists: dict[str, frozenset[str]]
    """Every list with the plurals of its nouns; verbs in base form."""
    bases: dict[str, str]
    """Verb form to base form, phrasal verbs joined with `_`."""
    participles: frozenset[str]
    """Forms that make a passive."""
    joined: frozenset[str]
    """The phrases of the lists, their words joined with `-`."""

    def has(self, name: str, word: str) -> bool:
        """Whether a list holds the word."""
        return word in self.lists[name]

    def adverb(self, word: str) -> bool:
        """Whether a word is an adverb: a listed one, or one in -ly that is no noun."""
        return word in self.lists["adverbs"] or (word.endswith("ly") and word not in self.lists["no_adverbs"])

    def base(self, word: str) -> str:
        """Base form of a verb; empty when the word is none."""
        return self.bases.get(word, "")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of this folder."""
    texts: dict[str, str] = {}
    for name in ("levels", "grammar", "other_meanings"):
        texts |= yamlfile.parse((FOLDER / f"{name}.yaml").read_bytes(), f"{name}.yaml").data
    irregular = dict(entry.split(":") for entry in texts.pop("irregular").split())
    lists = {name: frozenset(text.split()) for name, text in texts.items()}
    for name in NOUN_LISTS:
        lists[name] |= {plural(noun) for noun in lists[name]}
    bases: dict[str, str] = {}
    participles: set[str] = set()
    for verb in sorted({verb for name in VERB_LISTS for verb in lists[name]}):
        for form, passive in _forms(verb, irregular):
            bases.setdefault(form, verb)
            if passive:
                participles.add(form)
    for stem in sorted({verb.partition("_")[0] for verb in bases.values() if "_" in verb} - bases.keys()):
        bases |= {form: stem for form, _ in _forms(stem, irregular)}
    bases = {form: verb for form, verb in bases.items() if form not in lists["no_verbs"]}
    phrases = (entry for name in PHRASE_LISTS for entry in lists[name] if "-" in entry)
    sized = lists["organisation_adjectives"]
    joined = frozenset(p for p in phrases if p not in sized or p.partition("-")[0] not in lists["quantities"])
    return Lexicon(lists, bases, frozenset(participles), joined)


def _forms(verb: str, irregular: dict[str, str]) -> list[tuple[str, bool]]:
    """Forms of a verb, each with whether it makes a passive."""
    stem, underscore, particle = verb.partition("_")
    tail = underscore + particle
    past = irregular.get(verb) or irregular.get(stem)
    forms = [(stem, False), (_third(stem), False), (_with_ending(stem, "ing"), False)]
    if past is None:
        forms.append((_with_ending(stem, "ed"), True))
    else:
        forms += [(form, True) for form in past.split(",")]
    return [(form if "_" in form else form + tail, passive) for form, passive in forms]


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"


def _with_ending(verb: str, ending: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + ending
    if ending == "ed" and verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    short = len(verb) > 2 and verb[-1] not in "aeiouwxyhs" and verb[-2] in "aeiou" and verb[-3] not in "aeiou"
    doubles = short and (len(VOWELS.findall(verb)) == 1 or verb in _DOUBLING)
    return f"{verb}{verb[-1]}{ending}" if doubles else verb + ending


_DOUBLING = frozenset(("begin", "refer", "prefer", "occur", "defer", "regret", "forget", "equip", "shrug", "scrub"))
