"""Ranges in words: every value that does as well, exactly, and nothing else."""

from __future__ import annotations

import math
from datetime import date

import pytest

from assistant.segmentation.model.cells import days
from assistant.segmentation.receipts.ranges import in_words, joined
from assistant.segmentation.receipts.stretches import Stretch

TODAY = days(date(2026, 11, 20))
DAYS = (days(date.min), days(date.max))
FIGURES = (-1e308, 1e308)


def stretch(low: float, high: float) -> Stretch:
    return Stretch(low, high, low, high)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (TODAY - 90, TODAY, "within 90 days, that is on or after 2026-08-22"),
        (TODAY, TODAY, "on 2026-11-20"),
        (TODAY - 180, TODAY - 91, "91 to 180 days ago, that is from 2026-05-24 to 2026-08-21"),
        (DAYS[0], TODAY - 181, "at least 181 days ago, that is on or before 2026-05-23"),
        (TODAY + 1, DAYS[1], "after 2026-11-20"),
    ],
)
def test_days_since_are_told_as_days_and_as_dates(low: int, high: int, words: str) -> None:
    """A person hears how long ago, and from which day on."""
    assert in_words(stretch(low, high), DAYS, "date", TODAY) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (TODAY, DAYS[1], "on or after 2026-11-20"),
        (DAYS[0], TODAY, "on or before 2026-11-20"),
        (TODAY - 1, TODAY, "from 2026-11-19 to 2026-11-20"),
        (TODAY, TODAY, "on 2026-11-20"),
    ],
)
def test_other_dates_are_told_as_dates(low: int, high: int, words: str) -> None:
    """A date that conditions compare, such as the end of a contract, has nothing to do with the as-of day."""
    assert in_words(stretch(low, high), DAYS, "date", None) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (450, FIGURES[1], "at least 450"),
        (100, 299, "at least 100 and at most 299"),
        (0, 99, "at most 99"),
        (7, 7, "7"),
    ],
)
def test_whole_numbers_are_told_with_both_ends(low: int, high: int, words: str) -> None:
    """Both ends belong to the range; nobody thinks of less than none."""
    assert in_words(stretch(low, high), FIGURES, "integer", None) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1.03, math.nextafter(1.06, -math.inf), "at least 1.03 and below 1.06"),
        (0, math.nextafter(1.0, -math.inf), "below 1"),
        (math.nextafter(2.5, math.inf), FIGURES[1], "above 2.5"),
        (FIGURES[0], 0.5, "at most 0.5"),
    ],
)
def test_numbers_are_told_by_the_bound_that_the_segment_model_names(low: float, high: float, words: str) -> None:
    """Nobody reads 0.999999."""
    assert in_words(stretch(low, high), FIGURES, "number", None) == words


def test_stretches_that_do_as_well_are_told_as_one() -> None:
    """What lies beside the chosen one and leads there too belongs to the range; what leads elsewhere ends it."""
    every = [stretch(0, 9), stretch(10, 19), stretch(20, 29), stretch(30, FIGURES[1])]
    assert in_words(joined(every[2], every, {every[2], every[3]}), FIGURES, "integer", None) == "at least 20"
    assert in_words(joined(every[1], every, {every[1], every[3]}), FIGURES, "integer", None) == (
        "at least 10 and at most 19"
    )
