"""Citations read anew: a sentence stands on its sources, or the grade says which part does not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain.draft import Audience, Draft, Provenance, Section, Statement
from assistant.domain.evidence import Share
from assistant.evaluation.citations import Shelf, faults, graded

STUDY = (
    "Nurses reached 71 % of patients within 48 hours, said “The list wins now.” on 2026-11-03. It cost 12.50 or 1,200."
)
SHELF = Shelf(
    {"claim:A": {"internal": STUDY, "customer": STUDY}, "claim:B": {"internal": "Losses stay inside the house."}}
)


def draft(text: str, *cites: str, share: Share = "internal") -> Draft:
    section = Section(id="proof", title="Proof", share=share, statements=(Statement(text=text, cites=cites),))
    return Draft(
        kind="persona",
        audience=Audience(),
        sections=(section,),
        open_questions=(),
        writer="composer",
        attempts=1,
        status="checked",
        findings=(),
        provenance=Provenance(segment_model="", run="", glossary="", prompt="", evidence={}, as_of=date(2026, 11, 20)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nurses reached 71 % of patients.",
        "Nurses said: “The list wins now.”",
        "On 3 November 2026 nurses reached patients.",
        "Reached patients cost 12.5 or 1200.",
    ],
)
def test_what_stands_in_its_source_is_faithful(text: str) -> None:
    """Figures in another notation, days in words and exact quotes are found."""
    assert list(faults(draft(text, "claim:A"), SHELF)) == []


@pytest.mark.parametrize(
    ("text", "cites", "share", "fault"),
    [
        ("Nurses reached 72 % of patients.", ("claim:A",), "internal", "`72` does not stand"),
        ("Nurses said: “The list always wins.”", ("claim:A",), "internal", "does not stand"),
        ("Nurses reached patients.", ("claim:Z",), "internal", "`claim:Z` may not be cited here"),
        ("Losses stay inside.", ("claim:B",), "customer", "`claim:B` may not be cited here"),
        ("Weather was fine.", ("claim:A",), "internal", "nothing that it cites speaks of this"),
    ],
)
def test_what_does_not_is_named(text: str, cites: tuple[str, ...], share: Share, fault: str) -> None:
    """A figure, a quote, a citation that is not there or not for customers, and one that is about something else."""
    assert any(fault in why for _, _, why in faults(draft(text, *cites, share=share), SHELF))


def test_tallies_count_citations_and_sentences() -> None:
    """One citation of two holds, the sentence stands on it, and its figure is there."""
    values = {
        name: (tally.got, tally.of)
        for name, tally in graded(draft("Nurses reached 71 %.", "claim:A", "claim:Z"), SHELF).items()
    }
    assert values == {"citation_precision": (1, 2), "citation_recall": (1, 1), "faithfulness": (1, 1)}
