"""Does this evidence support this sentence? A decision with a score and reasons.

The same claim and evidence give the same decision, in whatever order the evidence comes; nothing here reads a clock, a
network or a setting. Evidence that holds the claim word for word supports it; a contradiction in another sentence does
not undo that: evidence that contradicts itself is a matter for its owner. A claim with a figure that the evidence does
not state, or beside a near twin that says otherwise, is never supported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain.value import Value
from assistant.evidence.support import model
from assistant.evidence.support.alignment import Alignment
from assistant.evidence.support.features import features
from assistant.evidence.support.observation import Observation
from assistant.evidence.support.reading import MOST_READ, Sentence
from assistant.evidence.support.reasons import quoted, reasons
from assistant.evidence.support.synonyms import synonyms as prepared
from assistant.evidence.support.words import normal, sentences

LONGEST_CLAIM = 4_000
"""Characters; a longer claim is not one sentence."""
MOST_EVIDENCE = 4_000_000
"""Characters of evidence that are split into sentences."""
MOST_SENTENCES = 3_000
"""Evidence sentences that are compared; of more, those that share most words with the claim."""
_PLAIN = re.compile(r"[^\w%$€£]+")


class Support(Value):
    """Whether evidence supports a claim, and why."""

    supported: bool
    """Whether the evidence says all that the claim says."""
    score: float
    """How sure that is, 0 to 1, 6 decimals; supported from 0.5 on."""
    reasons: tuple[str, ...]
    """Sentences for a reader, the decisive first; never empty."""


@dataclass(frozen=True)
class Decision:
    """A decision whose reasons are put into words only when somebody asks for them."""

    score: float
    """How sure it is, 0 to 1, 6 decimals."""
    told: Callable[[], tuple[str, ...]]

    @property
    def supported(self) -> bool:
        """Whether the evidence says all that the claim says."""
        return self.score >= model.THRESHOLD

    @property
    def reasons(self) -> tuple[str, ...]:
        """Sentences for a reader, the decisive first; never empty."""
        return self.told()


def supports(claim: str, evidence: Sequence[str], *, synonyms: Mapping[str, str] = {}) -> Support:
    """Decide about one claim; `synonyms` are the caller's words with the words to read in their place."""
    decision = decide(claim, evidence, synonyms=synonyms)
    return Support(supported=decision.supported, score=decision.score, reasons=decision.reasons)


def decide(claim: str, evidence: Sequence[str], *, synonyms: Mapping[str, str] = {}) -> Decision:
    """The same without its words, for callers who rarely need them."""
    said = normal(claim).strip()
    if not said:
        return _refused("The sentence is empty.")
    if len(said) > LONGEST_CLAIM:
        return _refused(f"The sentence is longer than {LONGEST_CLAIM} characters; split it into sentences.")
    texts = sorted({text for text in map(normal, _bounded(evidence)) if text.strip()})
    if not texts:
        return _refused("There is no evidence.")
    verbatim = _verbatim(said, texts)
    if verbatim:
        return Decision(1.0, lambda: (f"The evidence says it word for word: {quoted(verbatim)}",))
    seen = observe(said, texts, synonyms)
    if seen is None:
        return _refused("The sentence holds no word that evidence could cover.")
    score = model.score(features(seen))
    return Decision(score, lambda: reasons(seen, supported=score >= model.THRESHOLD))


def observe(claim: str, evidence: Sequence[str], synonyms: Mapping[str, str] = {}) -> Observation | None:
    """What a decision looks at, for a normal claim and evidence; None when no word of the claim could be covered."""
    words = prepared(synonyms)
    said = words.read(claim)
    split = sorted({part for text in evidence for part in sentences(text)})
    known = tuple(words.read(part) for part in _nearest(said, split))
    alignment = Alignment(said, known, words.nearness)
    return Observation(alignment) if len(said.content) and known and said.load > 0 else None


def _refused(reason: str) -> Decision:
    return Decision(0.0, lambda: (reason,))


def _bounded(evidence: Iterable[str]) -> list[str]:
    texts = sorted(set(evidence))
    share = MOST_EVIDENCE // max(1, len(texts))
    return texts if sum(map(len, texts)) <= MOST_EVIDENCE else [text[: max(1, share)] for text in texts]


def _verbatim(said: str, texts: Sequence[str]) -> str | None:
    """The evidence's words where it holds every sentence of the claim as a sentence of its own."""
    known = {_plain(part): part for text in texts for part in (text, *sentences(text))}
    parts = [said] if _plain(said) in known else list(sentences(said))
    return " ".join(known[_plain(part)] for part in parts) if all(_plain(part) in known for part in parts) else None


@lru_cache(maxsize=MOST_READ)
def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text.casefold()).strip()


def _nearest(said: Sentence, split: Sequence[str]) -> Sequence[str]:
    if len(split) <= MOST_SENTENCES:
        return split
    own = {word.lower for word in said.words}
    return sorted(split, key=lambda part: (-len(own & set(_plain(part).split())), part))[:MOST_SENTENCES]
