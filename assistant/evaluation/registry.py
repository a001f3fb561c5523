"""Every suite, in the order of reports. A new suite is one line here."""

from __future__ import annotations

from typing import Any

from assistant.evaluation.suite import Suite
from assistant.evaluation.suites import (
    alignment,
    conversation,
    drafting,
    glossary,
    grounding,
    parity,
    retrieval,
    safety,
    segmentation,
    senses,
)

SUITES: tuple[Suite[Any], ...] = (
    glossary.SUITE,
    senses.SUITE,
    alignment.SUITE,
    grounding.SUITE,
    retrieval.SUITE,
    segmentation.SUITE,
    drafting.SUITE,
    parity.SUITE,
    safety.SUITE,
    conversation.SUITE,
)


def suites() -> dict[str, Suite[Any]]:
    """The suites by name."""
    return {suite.name: suite for suite in SUITES}
