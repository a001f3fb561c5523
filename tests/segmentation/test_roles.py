"""Roles follow from job titles: whole words, the longest phrase, then the first in the file."""

from __future__ import annotations

import pytest

from assistant.segmentation.model.roles import Roles
from assistant.segmentation.model.schema import Role

ROLES = Roles(
    [
        Role(id="buyer", name="Buyer", titles=("CFO", "vp finance", "Director")),
        Role(id="clinic", name="Clinic", titles=("nursing director", "chief  nursing-officer", "Ärztin", "director")),
    ]
)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("cfo", "buyer"),
        ("Interim CFO/COO", "buyer"),
        ("CFOs", "unknown"),
        ("VP, Finance & Treasury", "buyer"),
        ("VP of Finance", "unknown"),
        ("Nursing Director", "clinic"),
        ("Director", "buyer"),
        ("director_of_care", "buyer"),
        ("CHIEF NURSING OFFICER", "clinic"),
        ("ÄRZTIN", "clinic"),
        ("", "unknown"),
        ("…", "unknown"),
    ],
)
def test_titles_become_roles(title: str, role: str) -> None:
    """Case and punctuation do not matter, parts of words do not match, the longer phrase wins."""
    assert ROLES.of(title) == role
