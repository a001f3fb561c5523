"""Sentences of a passage that may be quoted or repeated: whole, plain words, and clear without what stands before them.

A sentence with a link, a mention or markup is never chosen, and none is shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.drafting.sentences.markup import is_plain

SHORTEST, LONGEST = 4, 42
"""Words of a quotable sentence."""
SHORT_MENTION = 7
"""Words of a sentence behind another that says too little to stand without it when it opens with `the`."""
MOST_TEXTS = 8192
"""Paragraphs and passages that are remembered: many drafts choose from the same."""
_SAID = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_LABEL = re.compile(r"([A-Z][\w’'/&-]*(?: [\w’'/&-]+){0,2}): +(?=[\w‘'(])(.+)", re.DOTALL)
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+•]|\d+[.)]|>|#|\|)\s?)")
_MARKER = re.compile(r"^\s*(?:[-*+•]\s+|\d+[.)]\s+|#{1,6}\s+|>\s?)+")
_END = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[\"“‘(]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|e\.g|i\.e|approx|Inc|Ltd|Co|Jr|Sr|U\.S|[A-Z])\.$")
_LEANS = re.compile(
    r"""(?:and|but|so|or|nor|no|yes|then|also|because|which|that|this|these|those|it|its|he|she|him|her|his|they|their
    |both|neither|there|here|otherwise|instead|however|therefore|afterwards|asked|again|as\ above|after\ that|in\ short
    |the\ (?:same|other|second))\b""",
    re.IGNORECASE | re.VERBOSE,
)


_POINTS = re.compile(
    r"\b(?:with|to|like|than) (?:her|him|them)\b|\bthere[:;,]|\bas (?:above|mentioned)\b", re.IGNORECASE
)

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:the|an?|nobody|every\w*|who\w*)\s+\w+|(?-i:[A-Z]\w+ [A-Z]\w+)|\bI\b|\bmy\b", re.IGNORECASE
)


@lru_cache(maxsize=MOST_TEXTS)
def said(paragraph: str) -> tuple[str, ...]:
    """What somebody says in a paragraph, between quotation marks."""
    return tuple(words for words in _quoted(paragraph) if fits(words))


def lead(paragraph: str, words: str) -> str:
    """The whole sentence right before words that somebody says in a paragraph; empty when none leads to them."""
    before, _, behind = paragraph.partition(words)
    if not behind or before[-1:] not in ("“", '"', "«"):
        return ""
    last = (list(sentences(before[:-1].strip())) or [""])[-1]
    return last if last.endswith(".") and ":" not in last and last in written(before[:-1]) else ""


def first_person(paragraph: str) -> tuple[str, ...]:
    """Sentences in which somebody speaks for themselves from the first word, without quotation marks."""
    return tuple(s for s in written(paragraph) if re.match(r"(?:I|we|my|our)\b", s, re.IGNORECASE))


@lru_cache(maxsize=MOST_TEXTS)
def written(paragraph: str, of_role: bool = False) -> tuple[str, ...]:
    """Whole sentences of a paragraph outside quotation marks, those that lean on another left out.

    Where the document speaks of one role alone (`of_role`), `They` that opens a paragraph is that role.
    """
    found = enumerate(sentences(paragraph))
    return tuple(
        s
        for number, s in found
        if (_is_plain_speech(s) and not leans(s) and not (number and _names_before(s)))
        or (of_role and not number and _they(s))
    )


def _they(sentence: str) -> bool:
    """Whether a sentence speaks of `they` and leans on nothing else."""
    rest = re.sub(r"^(?:They|Their)\b", "People", sentence)
    return rest != sentence and _is_plain_speech(sentence) and not leans(rest)


def _names_before(sentence: str) -> bool:
    """Whether a short sentence names with `the` what stood before it: `The pump keeps running.`"""
    return sentence.startswith("The ") and len(sentence.split()) <= SHORT_MENTION


@lru_cache(maxsize=MOST_TEXTS)
def labelled(paragraph: str) -> tuple[str, str]:
    """The label of a paragraph such as `Next steps: …` and what stands behind it; without one, the paragraph."""
    found = _LABEL.match(paragraph)
    return (found[1], found[2][:1].upper() + found[2][1:]) if found else ("", paragraph)


@lru_cache(maxsize=MOST_TEXTS)
def objections(heading: str) -> tuple[str, ...]:
    """What somebody says in a heading, between quotation marks, however short."""
    found = (next(filter(None, match.groups())).strip() for match in _SAID.finditer(heading))
    return tuple(words for words in found if is_plain(words) and len(words.split()) <= LONGEST)


def opening(paragraph: str, most: int) -> str:
    """How a paragraph begins: its first sentence, and the second where both are plain and of at most `most` words."""
    first, *rest = [*sentences(paragraph), ""]
    if not _is_plain_speech(first):
        return ""
    both = f"{first} {rest[0]}".strip() if rest and _is_plain_speech(rest[0]) else first
    return both if len(both.split()) <= most else first


def _is_plain_speech(sentence: str) -> bool:
    return fits(sentence) and not re.search('["“”«»]', sentence) and sentence[-1] in ".!?…"


@lru_cache(maxsize=MOST_TEXTS)
def blocks(text: str) -> tuple[str, ...]:
    """Paragraphs and list items without their markers, lines joined; headings and tables are left out."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[str]:
    for block in _BLOCK.split(text):
        if re.match(r"\s*(?:#{1,6}\s|\|)", block):
            continue
        lines = _MARKER.sub("", block.strip()).splitlines()
        joined = re.sub(r"\s+", " ", " ".join(re.sub(r"^\s*>\s?", "", line) for line in lines)).strip()
        if joined:
            yield joined


def sentences(block: str) -> Iterator[str]:
    """Sentences of a paragraph."""
    start = 0
    for match in _END.finditer(block):
        candidate = block[start : match.start()]
        if _ABBREVIATION.search(candidate):
            continue
        whole = block[start : match.end()].strip()
        yield whole
        start = match.end()
    if block[start:].strip():
        yield block[start:].strip()


def _quoted(block: str) -> Iterator[str]:
    for match in _SAID.finditer(block):
        words = next(group for group in match.groups() if group is not None).strip().rstrip(",;:")
        yield from _shortened(words)


def _shortened(words: str) -> Iterator[str]:
    """Long speech in its sentences, two together where they are short."""
    if len(words.split()) <= 28:
        yield words
        return
    yield from sentences(words)


def fits(sentence: str) -> bool:
    """Whether it is words only, and neither a scrap nor a speech."""
    return (
        SHORTEST <= len(sentence.split()) <= LONGEST
        and is_plain(sentence)
        and not re.search(r"[<>\[\]{}*_=|]", sentence)
    )


def leans(sentence: str) -> bool:
    """Whether a sentence points at what stood before it."""
    bare = sentence.lstrip("“\"‘'(")
    pronoun = _PRONOUN.search(bare)
    return bool(
        _LEANS.match(bare) or _POINTS.search(bare) or (pronoun and not _SOMEBODY.search(bare[: pronoun.start()]))
    )
