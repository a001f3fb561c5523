"""The words of `assertions.yaml`, by which an assertion about the company and what it sells is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant import yamlfile
from assistant.evidence.support.lexicon import stem


@dataclass(frozen=True)
class Verbs:
    """Stems by what they tell."""

    able: frozenset[str]
    """What a product, a service or a supplier does."""
    measured: frozenset[str]
    """What is measured of a thing, when a figure follows."""
    done: frozenset[str]
    """What is done to things by a supplier."""
    use: frozenset[str]
    """What people do with what they have bought."""
    courteous: frozenset[str]
    """What an author does to readers."""
    parts: frozenset[str]
    """Nouns: what is part of what is sold, whoever sells it."""

    harm: frozenset[str]
    """What of `able` befalls things as well when nobody sells anything."""

    plain: frozenset[str]
    """The verbs that products, suppliers and buyers have, as they are listed."""

    @property
    def every(self) -> frozenset[str]:
        """All verbs."""
        return self.able | self.done


@cache
def verbs() -> Verbs:
    """The lists that ship with the product, read once."""
    lists = {name: words.split() for name, words in _lists().items() if name != "phrases"}
    plain = frozenset(word for name in ("able", "done", "use") for word in lists[name])
    return Verbs(**{name: frozenset(map(stem, words)) for name, words in lists.items()}, plain=plain)


@cache
def phrases(name: str) -> re.Pattern[str]:
    """What is said without regard to capitals, by the name of its pattern."""
    return re.compile(_lists()["phrases"][name], re.IGNORECASE | re.VERBOSE)


@cache
def _lists() -> dict[str, Any]:
    found: dict[str, Any] = yamlfile.parse(
        files("assistant.drafting.deck").joinpath("assertions.yaml").read_bytes(), "assertions.yaml"
    ).data
    return found
