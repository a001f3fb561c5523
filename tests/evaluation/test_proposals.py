"""`eval add-from feedback`: a rejected draft becomes a case that a person accepts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.domain.conversation import Feedback
from assistant.domain.draft import Draft
from assistant.evaluation import proposals
from assistant.store import Memory
from assistant.workspace import Workspace

SPREADSHEET = "Northlight bills per completed call"


@pytest.fixture
def drafted(parlance, sample: Path) -> tuple[str, Draft]:
    """A draft of the sample, as it is remembered."""
    (sample / "eval").mkdir()
    command = ("draft", "value-proposition", "--role", "economic_buyer", "--writer", "composer", "--quiet")
    assert parlance(*command, cwd=sample).code == 0
    stored = Memory(Workspace(sample)).drafts()[-1]
    return stored.id, stored.draft


def said(draft: str | None, reason: str, *, helpful: bool = False) -> Feedback:
    return Feedback(person="sal", helpful=helpful, reason=reason, draft=draft, on=date(2026, 11, 21))


def test_quoted_words_may_not_be_said_again(drafted: tuple[str, Draft]) -> None:
    """What the reason quotes from the draft is what the case forbids, for the same audience."""
    id, draft = drafted
    (proposal,) = proposals([said(id, f"“{SPREADSHEET}” is the wrong way to start")], {id: draft})
    assert proposal.case["may_not_say"] == [SPREADSHEET]
    assert (proposal.case["draft"], proposal.case["role"]) == ("value-proposition", "economic_buyer")
    assert proposal.lacking == ""


def test_claims_that_are_named_may_not_be_cited_again(drafted: tuple[str, Draft]) -> None:
    """A claim's id in the reason becomes a citation to leave out."""
    id, draft = drafted
    (proposal,) = proposals([said(id, "C-014 is old news to them")], {id: draft})
    assert proposal.case["may_not_cite"] == ["claim:C-014"]


def test_else_the_sentence_most_like_the_reason_is_proposed(drafted: tuple[str, Draft]) -> None:
    """Shared words lead to the sentence that is meant."""
    id, draft = drafted
    (proposal,) = proposals([said(id, "nobody cares about elective replacement of the knee")], {id: draft})
    assert "knee" in proposal.case["may_not_say"][0]


def test_a_reason_that_shows_nothing_makes_no_case(drafted: tuple[str, Draft]) -> None:
    """It is told, so that a person writes the case."""
    id, draft = drafted
    (proposal,) = proposals([said(id, "meh")], {id: draft})
    assert "must_say or may_not_say" in proposal.lacking


def test_praise_strangers_and_known_cases_make_no_proposal(drafted: tuple[str, Draft]) -> None:
    """Only rejected drafts with a reason, that are still remembered and have no case yet."""
    id, draft = drafted
    rejected = said(id, "C-014 is old news")
    (proposal,) = proposals([rejected, rejected], {id: draft})
    assert (
        proposals([said(id, "C-014 is great", helpful=True), said(id, " "), said("gone", "C-014")], {id: draft}) == ()
    )
    assert proposals([rejected], {id: draft}, frozenset({proposal.case["name"]})) == ()


def test_accepted_cases_are_added_and_graded(parlance, sample: Path, drafted: tuple[str, Draft]) -> None:
    """With --yes the case is written, fails while the draft is as it was, and is proposed no more."""
    id, _ = drafted
    Memory(Workspace(sample)).feedback.add(said(id, f"“{SPREADSHEET}” is the wrong way to start"), "one")
    refused = parlance("eval", "add-from", "feedback", "--no-input", cwd=sample)
    assert refused.code == 2 and "--yes" in refused.err and SPREADSHEET in refused.out
    added = parlance("eval", "add-from", "feedback", "--yes", "--json", cwd=sample)
    assert added.json["added"] == 1
    file = sample / "eval" / "cases" / "drafting" / "from-feedback.yaml"
    (case,) = yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    assert case["may_not_say"] == [SPREADSHEET]
    assert parlance("eval", "add-from", "feedback", "--json", cwd=sample).json["proposals"] == []
    source = Path(__file__).parents[2] / "eval" / "thresholds.yaml"
    (sample / "eval" / "thresholds.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    graded = parlance("eval", "drafting", "--json", cwd=sample).json
    assert [failed["name"] for failed in graded["suites"][0]["failed"]] == [case["name"]]


def test_another_source_is_refused(parlance, sample: Path) -> None:
    """The one source there is is named."""
    (sample / "eval").mkdir()
    outcome = parlance("eval", "add-from", "thin-air", cwd=sample)
    assert outcome.code == 2 and "add-from feedback" in outcome.err


def test_who_sees_some_accounts_makes_no_cases(parlance, sample: Path) -> None:
    """Feedback of others may speak of accounts that a rep does not see."""
    (sample / "eval").mkdir()
    assert parlance("eval", "add-from", "feedback", "--as", "sal", cwd=sample).code == 2
