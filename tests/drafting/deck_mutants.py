"""Altered claims, by rule: another figure or unit, a negation, a stronger word, another direction or name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.evidence import Claim

_TURNED = {
    "cut": "raised", "fell": "rose", "up from": "down from", "passed": "never passed", "uses": "ignores",
    "more than": "less than", "before": "after",
}  # fmt: skip
_UNITS = {
    "%": ("points", "patients"), "hours": ("days", "minutes"), "minutes": ("hours", "seconds"),
    "weeks": ("days", "months"), "months": ("weeks", "years"),
}  # fmt: skip
_VERBS = (
    "reached", "took", "found", "arrive", "land", "holds", "stays", "bills", "costs", "cut", "change", "passed", "put",
    "stalled",
)  # fmt: skip
_STRONGER = ("always", "guarantees", "all", "ensures")


def mutants(claim: Claim) -> Iterator[tuple[str, str]]:
    """`(kind, altered text)` of everything that the rules make of a claim, each different from it."""
    made = dict.fromkeys([*_figures(claim.text), *_units(claim.text), *_negations(claim.text), *_stronger(claim.text)])
    yield from (pair for pair in [*made, *_turned(claim.text), *_renamed(claim)] if pair[1] != claim.text)


def _figures(text: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"(?<![\w-])\d+(?=\s?%|[ -][a-z])|(?<=of )\d+", text):
        value = int(found[0])
        for other in {value + 1, value + 10, max(2, value - 1) if value > 2 else value + 3, value * 2}:
            yield "figure", f"{text[: found.start()]}{other}{text[found.end() :]}"


def _units(text: str) -> Iterator[tuple[str, str]]:
    for unit, others in _UNITS.items():
        for found in re.finditer(rf"(?<=\d ){re.escape(unit)}(?!\w)", text):
            for other in others:
                yield "unit", f"{text[: found.start()]}{other}{text[found.end() :]}"


def _negations(text: str) -> Iterator[tuple[str, str]]:
    for verb in _VERBS:
        if re.search(rf"\b{verb}\b", text) and f"not {verb}" not in text:
            yield "negation", re.sub(rf"\b{verb}\b", f"never {verb}", text, count=1)
    if "did not change" in text:
        yield "negation", text.replace("did not change", "did change")
        yield "negation", text.replace("did not change", "changed")
    yield "negation", f"It is not true that {text[0].lower()}{text[1:]}"


def _stronger(text: str) -> Iterator[tuple[str, str]]:
    for verb in _VERBS:
        if re.search(rf"\b{verb}\b", text) and f"not {verb}" not in text:
            yield "strength", re.sub(rf"\b{verb}\b", f"always {verb}", text, count=1)
            yield "strength", re.sub(rf"\b{verb}\b", f"is guaranteed and {verb}", text, count=1)
    for found in re.finditer(
        r"\b(?:patients|hospitals|calls|discharges|escalations|readmissions|nurses)\b", text, re.IGNORECASE
    ):
        yield "strength", f"{text[: found.start()]}all {found[0]}{text[found.end() :]}"
    for found in re.finditer(r"(?<=\s)(?=\d+ (?:%|minutes|weeks|hours))", text):
        if not text[: found.start()].endswith(("within ", "than ")):
            yield "strength", f"{text[: found.start()]}more than {text[found.start() :]}"


def _turned(text: str) -> Iterator[tuple[str, str]]:
    for word, other in _TURNED.items():
        if re.search(rf"\b{word}\b", text):
            yield "direction", re.sub(rf"\b{word}\b", other, text, count=1)


def _renamed(claim: Claim) -> Iterator[tuple[str, str]]:
    text = claim.text
    for name, other in (("Northlight", "Acme"), ("SOC 2", "ISO 9001"), ("HL7", "X12"), ("EHR", "CRM"),
                        ("United States", "European Union"), ("Saturday", "Monday")):  # fmt: skip
        if name in text:
            yield "name", text.replace(name, other)
    yield "name", f"With CareLoop: {text[0].lower()}{text[1:]}"
    yield "name", f"{text.rstrip('.')} at Mayo Clinic."
