"""What the tests of evaluation share."""

from __future__ import annotations

import pytest
from sabotages import Bench


@pytest.fixture(scope="session")
def bench() -> Bench:
    """Undamaged results, graded once."""
    return Bench()
