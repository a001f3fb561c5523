"""Texts in which each sentence says what is to be found there, from `eval/cases/claims`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.evidence import Claim, ClaimEvidence
from assistant.drafting import Sayable, check_claims
from assistant.language.places import Places

CASES = Path(__file__).parent.parent.parent / "eval" / "cases" / "claims"
HARMLESS = frozenset(("none", "ok"))
_LABEL = re.compile(r"[ \t]?\{(none|ok|altered|unsupported|expired|withdrawn|internal)\}")


@dataclass(frozen=True)
class Labelled:
    """A sentence with what is to be found there, and what is found."""

    text: str
    expected: str
    found: tuple[str, ...]

    @property
    def missed(self) -> bool:
        return self.expected not in HARMLESS and not self.found

    @property
    def false_alarm(self) -> bool:
        return self.expected in HARMLESS and bool(self.found)


def sayable(our: list[str], claims: list[dict[str, Any]], as_of: str = "2026-05-01") -> Sayable:
    """What may be said, from claims in short."""
    full = [
        {"audience": "customer", "status": "approved", "evidence": ClaimEvidence(document="d.md", quotes=("q",))}
        | claim
        for claim in claims
    ]
    return Sayable(tuple(Claim.model_validate(claim) for claim in full), date.fromisoformat(as_of), *our)


@cache
def checked(name: str) -> tuple[Labelled, ...]:
    """Every sentence of a text, checked."""
    case = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    text, labels = _without_labels(case["text"])
    places = Places(text)
    spans = [(places.of(start), places.of(end), text[start:end].strip(), label) for start, end, label in labels]
    found = [
        ((finding.line, finding.column), finding.rule.removeprefix("claim-"))
        for finding in check_claims(text, sayable(case["our"], case["claims"], case["as_of"]))
    ]
    return tuple(
        Labelled(said, label, tuple(rule for place, rule in found if start <= place < end))
        for start, end, said, label in spans
    )


def alone() -> Iterator[Labelled]:
    """Sentences that stand alone, checked one by one."""
    for part in yaml.safe_load((CASES / "alone.yaml").read_text(encoding="utf-8"))["sets"]:
        may = sayable(part["our"], [{"id": f"X-{at}", "text": text} for at, text in enumerate(part["claims"])])
        for label in ("unsupported", "none"):
            for text in part[label]:
                shown = text if text[-1] in ".?!" else f"- {text}"
                found = tuple(finding.rule.removeprefix("claim-") for finding in check_claims(shown, may))
                yield Labelled(text, label, found)


def _without_labels(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    kept, labels, at = "", [], 0
    for found in _LABEL.finditer(text):
        start = len(kept)
        kept += text[at : found.start()]
        labels.append((start, len(kept), found[1]))
        at = found.end()
    return kept + text[at:], labels
