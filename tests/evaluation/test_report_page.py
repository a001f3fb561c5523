"""The report page: numbers and cases as they are, in a real browser, without a request."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import watched
from playwright.sync_api import Browser

from assistant.domain.evaluation import (
    Change,
    Evaluation,
    Kept,
    Mark,
    Metric,
    Outcome,
    Slice,
    SuiteResult,
    Threshold,
)
from assistant.evaluation.report.page import page, pieces
from assistant.evaluation.report.plots import calibration, confusion

HOSTILE = "</script><script>alert(1)</script> {{ 7 * 7 }} <img src=http://127.0.0.1:9/x>"


def outcome(name: str, verdict: str = "passed", **more: object) -> Outcome:
    fields: dict[str, object] = {
        "suite": "grounding",
        "file": "eval/cases/grounding/a.yaml",
        "line": 3,
        "name": name,
        "slices": {"kind": "two words"},
        "verdict": verdict,
        "asked": "Is it?",
        "text": "It is so.",
    }
    return Outcome.model_validate(fields | more)


def evaluation(*outcomes: Outcome, changes: tuple[Change, ...] = ()) -> Evaluation:
    metric = Metric(
        name="accuracy",
        value=0.5,
        n=2,
        interval=(0.0, 1.0),
        threshold=Threshold(at_least=0.8),
        baseline=0.75,
        passed=False,
        reason="is 0.5, below its threshold 0.8.",
    )
    slices = tuple(Slice(by="kind", value=value, cases=1, metrics=(metric,)) for value in ("one", "two words"))
    suite = SuiteResult(
        name="grounding",
        cases=len(outcomes),
        ungraded=0,
        metrics=(metric,),
        slices=slices,
        outcomes=outcomes,
        changes=changes,
        passed=False,
        reasons=("accuracy is 0.5, below its threshold 0.8.",),
    )
    return Evaluation(writer="composer", baseline="eval/baseline.json", suites=(suite,), passed=False)


def test_marks_cut_a_text_without_losing_a_character() -> None:
    """The pieces of a text are the text, and of marks that overlap only the first is shown."""
    marks = tuple(
        Mark(start=start, end=end, kind="wrong", note=note)
        for start, end, note in ((3, 5, "first"), (4, 8, "behind it"), (6, 9, "last"), (8, 99, "beyond"))
    )
    shown = list(pieces(outcome("a", text="It is so.", marks=marks)))
    assert "".join(piece.text for piece in shown) == "It is so."
    assert [piece.mark.note for piece in shown if piece.mark] == ["first", "last"]


def test_the_confusion_counts_every_labelled_case_once() -> None:
    """Rows are what was expected, columns what was given; cases without labels are in none."""
    labelled = [("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")]
    outcomes = [outcome(str(i), expected=e, given=g) for i, (e, g) in enumerate(labelled)]
    found = confusion([*outcomes, outcome("without")])
    assert found is not None
    assert (found.labels, found.counts) == (("no", "yes"), ((2, 0), (1, 1)))


def test_the_calibration_holds_scores_against_labels() -> None:
    """A bin gives the mean score of its cases and how many of them have the label of high scores."""
    scored = [(0.95, "yes", "yes"), (0.93, "no", "yes"), (0.12, "no", "no"), (1.0, "yes", "yes")]
    bins = calibration([outcome(str(i), score=s, expected=e, given=g) for i, (s, e, g) in enumerate(scored)])
    assert [(round(found.mean, 2), round(found.share, 2), found.n) for found in bins] == [
        (0.12, 0.0, 1),
        (0.96, 0.67, 3),
    ]


def test_the_same_evaluation_gives_the_same_page() -> None:
    """Byte for byte, and nothing in a case becomes markup."""
    one = evaluation(outcome(HOSTILE, text=HOSTILE, asked=HOSTILE, slices={"kind": '"><b>'}))
    assert page(one) == page(one)
    assert "<script>alert" not in page(one)
    assert "{{ 7 * 7 }}" in page(one)


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
def test_the_page_opens_filters_and_asks_for_nothing(
    chromium: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    """In a real browser at desk and telephone width: no fault, no request, nothing wider than the screen; the
    filters show the cases they name, with what stood there before."""
    kept = Kept(suite="grounding", name="It got worse", verdict="passed", text="It was so.", hash="0")
    worse = Change(suite="grounding", name="It got worse", before=kept, after=None, reasons=("no",), worse=True)
    mark = Mark(start=0, end=2, kind="wrong", note="not so")
    cases = (
        outcome("It is right", slices={"kind": "one"}),
        outcome("It got worse", "failed", reasons=("It is not so.",), marks=(mark,), cites=("claim:C-1",)),
        outcome(HOSTILE, "ungraded", text=HOSTILE, reasons=("no evidence",)),
    )
    file = tmp_path / "report.html"
    file.write_text(page(evaluation(*cases, changes=(worse,))), encoding="utf-8")
    opened = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    seen = watched(opened)
    opened.goto(file.as_uri())
    visible = opened.locator("details.case:not([hidden]) summary")
    assert opened.text_content("#shown") == "3 of 3 cases"
    opened.select_option("[data-filter=change]", "worse")
    assert re.match("It got worse", visible.inner_text())
    visible.click()
    assert opened.is_visible("text=It was so.")
    assert opened.inner_text("mark.wrong").startswith("It")
    opened.select_option("[data-filter=change]", "")
    opened.select_option("[data-filter=slice]", label="kind: two words")
    assert opened.text_content("#shown") == "2 of 3 cases"
    opened.fill("[data-filter=words]", "claim:c-1")
    assert opened.text_content("#shown") == "1 of 3 cases"
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert (seen.faults, seen.requests) == ([], [file.as_uri()])
    opened.close()


def test_the_page_prints_what_failed(chromium: Browser, tmp_path: Path) -> None:
    """On paper the filters are gone and the cases that did not pass are open."""
    file = tmp_path / "report.html"
    file.write_text(
        page(evaluation(outcome("fine"), outcome("wrong", "failed", text="Said wrongly."))), encoding="utf-8"
    )
    opened = chromium.new_page()
    opened.goto(file.as_uri())
    opened.emulate_media(media="print")
    opened.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not opened.is_visible(".filters")
    assert [case.get_attribute("open") is not None for case in opened.query_selector_all("details.case")] == [
        False,
        True,
    ]
    opened.close()
