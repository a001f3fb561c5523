"""Figures in one form: the same figure is recognised however it is written, another never is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from assistant.evidence.text.figures import Figure, figures, figures_by_line, stated


def holds(said: str, source: str) -> bool:
    """Whether every figure of a sentence is stated by a source, and there is one."""
    found = figures(said)
    return bool(found) and all(stated(figure, source, figures(source)) for figure in found)


SAME = [
    ("fell by 12 %", "fell by 12%"),
    ("fell by 12 percent", "fell by twelve percent"),
    ("fell by twelve per cent", "fell by 12 %"),
    ("$1.2M a year", "$1,200,000 a year"),
    ("1.2 million dollars", "$1.2M"),
    ("within 48 hours", "a 48-hour window"),
    ("14 hospitals", "a 14-hospital study"),
    ("fourteen hospitals", "n = 14 hospitals"),
    ("18240 discharges", "discharges: 18,240"),
    ("from 5 % upwards", "between 5 and 10 %"),
    ("24 hours", "after 24 to 48 hours"),
    ("in November 2026", "on 3 November 2026"),
    ("on 3 November 2026", "2026-11-03"),
    ("in Q4 2026", "2026-11-03"),
    ("in 2026", "on 3 November 2026"),
    ("30-day readmissions", "within 30 days"),
    ("a ratio of 1.0871", "worst ratio: 1.0871"),
    ("half a million patients", "500,000 patients"),
]

OTHER = [
    ("fell by 12 points", "fell by 12 %"),
    ("fell by 12 %", "fell by 12 percentage points"),
    ("fell by 12 %", "12 hospitals"),
    ("fell by 13 %", "fell by 12 %"),
    ("within 48 days", "within 48 hours"),
    ("$12", "12 hospitals"),
    ("€1.2M", "$1.2M"),
    ("14 clinics", "14 hospitals"),
    ("three clinics", "14 hospitals"),
    ("on 4 November 2026", "2026-11-03"),
    ("on 3 November 2026", "in November 2026"),
    ("in 2025", "2026-11-03"),
    ("in Q3 2026", "2026-11-03"),
    ("1.09", "1.0871"),
    ("-12 %", "12 %"),
]


@pytest.mark.parametrize(("said", "source"), SAME)
def test_the_same_figure_is_recognised_however_it_is_written(said: str, source: str) -> None:
    """Spelling, spaces, words, scale and precision of a date do not make another figure."""
    assert holds(said, source)


@pytest.mark.parametrize(("said", "source"), OTHER)
def test_another_figure_or_unit_is_not_stated(said: str, source: str) -> None:
    """A changed number, unit, currency, noun or day is not what the source says."""
    assert not holds(said, source)


def test_places_are_those_of_the_text() -> None:
    """Each figure knows where it stands, its unit included."""
    text = "Calls within 48 hours cut readmissions by 12 % on 3 November 2026."
    assert [text[f.start : f.end] for f in figures(text)] == ["48 hours", "12 %", "3 November 2026"]


@pytest.mark.parametrize("text", ["one of them", "no one here", "They may decide", "a second call", "COVID is over"])
def test_words_that_count_nothing_are_no_figures(text: str) -> None:
    """Ordinary words that look like numbers are left alone."""
    assert figures(text) == ()


def test_the_first_figure_of_a_range_ends_where_it_is_written() -> None:
    """It has the measure of the second, and not the words behind it."""
    first, second = figures("It takes 10–15 % of the budget, as a rule.")
    assert (first.unit, first.text, second.text) == ("percent", "10", "15 %")


@pytest.mark.parametrize(
    "text",
    [
        "beds: 412\nannual discharges: 18,240\nlast meeting: 3 November 2026",
        "It was signed on 3\nNovember 2026 for USD\n12 a call.",
        "Between 24\nand 48 hours\n\nNothing\n\n  - 12 beds",
        "Since March\n2026, about 10\n– 15 % of them",
    ],
)
def test_figures_read_line_by_line_are_those_of_the_whole(text: str) -> None:
    """A figure that reaches over the end of a line stays one."""

    def told(found: Iterable[Figure]) -> list[tuple[object, str, str]]:
        return [(figure.value, figure.unit, figure.text) for figure in found]

    assert told(figures_by_line(text)) == told(figures(text))
