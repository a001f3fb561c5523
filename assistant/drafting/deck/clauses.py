"""The clauses of a sentence: whom or what each speaks of, its verb, and what it says.

No parser: known verbs, their endings and small words carry it. A clause whose verb cannot be told is left out, as are
orders, and what follows `when`, `because`, `which` and their like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.drafting.deck.assertions import verbs
from assistant.evidence.support.lexicon import stem
from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon, lexicon

FARTHEST = 12
"""Words before which the verb of a clause stands."""
AUXILIARIES = listed(
    """is are was were has have had do does did can cannot could may might will would shall should must isn't aren't
    wasn't weren't hasn't haven't doesn't don't didn't can't won't"""
)
PAST = listed("was were had did wasn't weren't didn't")
_WORD = re.compile(r"@|\d[\d.,]*|[^\W\d_]+(?:['’-][^\W_]+)*")
_QUOTES = re.compile(r"^[\"“„«‘']+|[\"”»’']+$")
_OPENINGS = re.compile(
    r"^(?:(?:and|but|so|also|then|plus|yes|no|today|now|best of all|even better|of course|in addition|as a result"
    r"|this means|that means|it means|which means)\b,?\s+(?:that\s+)?"
    r"|(?:if|when|whenever|once|where|while|although|because|since|should|as soon as)\b[^,;]{3,90},\s+"
    r"|(?:in|with|on|at|from|during|after|before|within|by|for|since|until|under|unlike|compared|through|thanks)\b"
    r"[^,;]{2,60},\s+)+",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"[;:]\s+|\s+[–—-]\s+|,\s+(?:and|but|so)\s+|\s+(?:and|but)\s+(?=(?:we|you|it|they|our|your|the|@|nobody)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]?\s\b(?:when|whenever|if|because|whether|how|why|what|unless|until|that|where|which|who|while|although)\b.*"
)
_NOT_OPENING = listed("what who whom whose when where why how which whether if let let's do don't never not please")
_NOUN_ENDINGS = tuple(
    f"{ending}{plural}" for ending in ("er", "or", "ment", "ion", "al", "ance", "able", "ure") for plural in ("", "s")
)
_DETERMINERS = listed("a an the this that each every any no another such its our your their his her one")
_MANY = listed("we you they i people staff data who these those all both most many team")


@dataclass(frozen=True)
class Clause:
    """One statement."""

    subject: str
    """Whom or what it speaks of; empty when only its verb stands there."""
    verb: str
    """The finite verb or the auxiliary, in small letters."""
    said: str
    """Everything after the subject, in small letters."""

    @property
    def past(self) -> bool:
        """Whether it tells what was."""
        return self.verb in PAST or (self.verb not in AUXILIARIES and _past(self.verb))


def clauses(text: str, *, elided: bool = False) -> Iterator[Clause]:
    """Statements of a sentence whose own names are written `@`; `elided` lets a verb stand without its subject."""
    for part in parts(_OPENINGS.sub("", _QUOTES.sub("", text))):
        whole = _OPENINGS.sub("", part)
        if found := _clause(without_tail(whole).strip(" ,.!*"), elided) or _clause(whole.strip(" ,.!*"), elided):
            yield found


def without_tail(text: str) -> str:
    """What stands before `when`, `because`, `which` and their like; all of it where nothing does."""
    return _TAIL.sub("", text) or text


def parts(text: str) -> list[str]:
    """The sentence taken apart where another statement begins."""
    return [part for part in _JOINTS.split(text) if part.strip()]


def own_names(text: str, names: tuple[str, ...]) -> str:
    """The text with `@` in the place of our own names."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "@", text, flags=re.IGNORECASE)
    return text


def _clause(text: str, elided: bool) -> Clause | None:
    found = list(_WORD.finditer(text))
    words = [match[0].lower().replace("’", "'") for match in found]
    if not words or words[0] in _NOT_OPENING:
        return None
    if elided and _opens(words):
        return Clause("", words[0], text.lower())
    at = _verb_at(words)
    if at is None or "," in text[found[at - 1].end() : found[at].start()]:
        return None
    if (
        at > 2
        and words[at] not in AUXILIARIES
        and lexicon().base(words[0]) == words[0]
        and words[0] not in _DETERMINERS
    ):
        return None
    start = at
    while start > 1 and _adverb(words[start - 1]):
        start -= 1
    return Clause(text[: found[start].start()].strip(), words[at], text[found[start].start() :].lower())


def _opens(words: Sequence[str]) -> bool:
    """Whether the first word is the verb: `Ships overnight`, `Supports 22 countries`."""
    return len(words) > 1 and _third(words[0]) and stem(words[0]) in verbs().able and not _finite(words[1])


def _verb_at(words: Sequence[str]) -> int | None:
    related = False
    for at in range(1, min(len(words), FARTHEST)):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        before = next((words[i] for i in range(at - 1, -1, -1) if not _adverb(words[i])), "")
        if word in {"who", "that", "which"}:
            related = True
        elif word in AUXILIARIES or _says(word, before, after):
            if not related:
                return at
            related = False
    return None


def _says(word: str, before: str, after: str) -> bool:
    """Whether a word is the verb of what stands before it."""
    if not is_verb(word) or word.endswith("ing") or not before or before in _DETERMINERS:
        return False
    if _third(word):
        return after not in AUXILIARIES and not (_third(after) and is_verb(after)) and not before.startswith("to")
    if _past(word):
        return not before.endswith("ly") and before not in AUXILIARIES
    plural = before in _MANY or before[0].isdigit() or (before.endswith("s") and not before.endswith("ss"))
    return plural and after not in AUXILIARIES


@cache
def is_verb(word: str) -> bool:
    """Whether a word can be a verb."""
    if lexicon().base(word):
        return True
    listed_form = word in verbs().plain or word.removesuffix("s") in verbs().plain
    return stem(word) in verbs().every and (listed_form or not word.endswith(_NOUN_ENDINGS))


def _third(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


@cache
def _past(word: str) -> bool:
    known: Lexicon = lexicon()
    return word.endswith("ed") or (word in known.participles and known.base(word) != word)


def _finite(word: str) -> bool:
    return word in AUXILIARIES or (_third(word) and is_verb(word))


def _adverb(word: str) -> bool:
    return word not in {"first", "second", "third", "last"} and lexicon().adverb(word)
