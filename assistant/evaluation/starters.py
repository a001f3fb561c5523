"""What a new workspace over somebody's own accounts starts with: the cases that hold for any glossary like ours."""

from __future__ import annotations

import re

GENERAL = ("senses", "alignment", "grounding")
"""Suites whose cases speak of no account, claim or document."""


def starter_thresholds(text: str) -> str:
    """The thresholds of these suites alone; comments stay, others come when somebody adds their cases."""
    head, *suites = re.split(r"(?m)^(?=  \w)", text)
    return head + "".join(block for block in suites if block.split(":")[0].strip() in GENERAL)
