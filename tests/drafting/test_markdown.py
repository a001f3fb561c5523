"""Drafts as Markdown: readable, numbered, and free of markup that is not ours."""

from __future__ import annotations

import re
from pathlib import Path

from drafting_workspaces import drafted, sources_of

from assistant.domain.finding import Finding
from assistant.drafting import draft_id, render_markdown


def test_a_rendered_draft_has_all_its_parts(schools: Path) -> None:
    """Title, head with the scorer's counts, summary first, sections with their readers, questions, sources, origin."""
    sources = sources_of(schools)
    made = drafted(sources, "persona", role="purse")
    text = render_markdown(made, sources)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    assert headings[:2] == ["Persona: Purse holder", "In short"]
    assert "What we may say to them (may be shared)" in headings and "What hurts (internal)" in headings
    assert text.splitlines()[2] == "2 stakeholders in 2 accounts, as of 20 November 2026. Checked."
    assert "[^1]: Receipt of Elm Grove School (1)" in text and "A talk with a bursar, Pain points (bursar.md)" in text
    assert headings[-1] == "Open questions"
    assert text.rstrip().splitlines()[-1].startswith("*Written by composer as of 2026-11-20. Segment model ")


def test_every_mark_has_its_footnote(schools: Path) -> None:
    """Marks and footnotes are the same numbers, from 1 without a gap."""
    sources = sources_of(schools)
    text = render_markdown(drafted(sources, "talking-points", account="1"), sources)
    noted = [int(number) for number in re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)]
    assert noted == list(range(1, len(noted) + 1)) and noted
    assert set(noted) == {int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", text)}


def test_a_refused_draft_gives_its_reasons_and_no_text(schools: Path) -> None:
    """What was wrong is listed by section and statement; nothing unchecked is shown."""
    sources = sources_of(schools)
    made = drafted(sources, "persona", role="purse")
    finding = Finding(
        file="pains", line=2, column=1, end_line=2, end_column=4, rule="figure", severity="error", text="7 %",
        message="`7 %` does not stand in what is cited.",
    )  # fmt: skip
    refused = made.model_copy(update={"status": "refused", "sections": (), "findings": (finding,)})
    text = render_markdown(refused, sources)
    assert "- pains, statement 2: \\`7 %\\` does not stand in what is cited. (figure)" in text
    assert "atlas" not in text


def test_words_cannot_become_markup(schools: Path) -> None:
    """Signs of Markdown in a title of a document are escaped."""
    path = schools / "knowledge/documents/bursar.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: A talk", "title: A *bold* [talk]"), encoding="utf-8")
    sources = sources_of(schools)
    text = render_markdown(drafted(sources, "persona", role="purse"), sources)
    assert r"A \*bold\* \[talk\] with a bursar" in text


def test_equal_drafts_have_one_id(schools: Path) -> None:
    """The id follows everything in the draft and nothing else."""
    first = drafted(sources_of(schools), "persona", role="purse")
    again = drafted(sources_of(schools), "persona", role="purse")
    other = drafted(sources_of(schools), "persona", role="lead")
    assert draft_id(first) == draft_id(again) != draft_id(other)
