"""Why a passage asks its reader for something that its document is not about.

Same passage and same document give the same answer; nothing is read but the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from assistant.evidence.screening.requests.features import features, may_ask, subject
from assistant.evidence.screening.requests.model import score, weights
from assistant.evidence.screening.requests.sentences import Sentence, sentences
from assistant.evidence.screening.requests.steps import lists_steps

_SHOWN = 80
CERTAIN_IN_QUOTES = 0.85
"""What people are quoted with is often said to a seller: “Show me one ward like ours.” An order must be plain."""


class Surroundings:
    """What a document speaks of, so that a sentence can be told to belong to it."""

    def __init__(self, texts: Sequence[str], titles: Sequence[str] = ()) -> None:
        """`texts` are all passages of the document, `titles` its title and headings."""
        self._texts = texts
        self._titles = titles

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """In how many sentences each stem occurs; words of titles count twice."""
        counts: Counter[str] = Counter()
        for title in self._titles:
            counts.update(dict.fromkeys(subject(title), 2))
        for text in self._texts:
            for sentence in sentences(text):
                counts.update(subject(sentence.text))
        return counts


def requested(text: str, around: Surroundings, steps: bool = False) -> str | None:
    """Why a passage of a document is a request to its reader, or None; `steps`: it says what people agreed to do."""
    for sentence in sentences(text):
        if may_ask(sentence):
            found = features(sentence, around.counts, steps or lists_steps(text))
            if score(found) >= (CERTAIN_IN_QUOTES if sentence.quoted else weights().threshold):
                return f"{_reason(found)}: “{_shortened(sentence)}”"
    return None


def _reason(found: Mapping[str, float]) -> str:
    if found["answer_changed"] or found["answer_named"]:
        return "says how to answer"
    if found["question"]:
        return "asks a question that its document is not about"
    return "asks for work that its document is not about"


def _shortened(sentence: Sentence) -> str:
    shown = " ".join(sentence.text.split())
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
