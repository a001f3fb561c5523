"""Claims: every quote stands in its document and every figure in its quotes, or the file is refused."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.access import EVERYTHING, NOTHING, Visible
from assistant.errors import FileProblemsError
from assistant.evidence import Evidence, Scope, load_claims
from assistant.evidence.claims.quotes import missing_figures, stands_in
from assistant.workspace import Workspace

GOOD = """claims:
  - id: C-2
    text: Calls within 48 hours came with 12% fewer readmissions within 30 days, in 14 hospitals.
    product: BridgeCall
    roles: [economic_buyer]
    audience: customer
    evidence:
      document: studies/calls.md
      quotes:
        - 14 hospitals were called within 48 hours of their discharge
        - 30-day readmissions fell by 12 %
    status: approved
    valid_until: 2026-12-31
  - id: C-1
    text: Nurses spend an hour each evening on calls.
    roles: [clinical_user]
    evidence: {document: nurse.md, quotes: ["I lose an hour each evening on the telephone."]}
    status: approved
  - id: C-3
    text: The finance director wants proof.
    evidence: {document: calls/harbor.md, quotes: [wants proof]}
    status: approved
  - id: C-4
    text: Not yet.
    evidence: {document: nurse.md, quotes: [by hand]}
    status: draft
"""


def claim(text: str, quotes: str, document: str = "studies/calls.md") -> str:
    return (
        f"claims:\n  - id: A\n    text: {text}\n"
        f"    evidence:\n      document: {document}\n      quotes: {quotes}\n    status: approved\n"
    )


@pytest.fixture
def put(workspace):
    """Writes `claims.yaml`."""

    def to(text: str) -> Workspace:
        (workspace.knowledge / "claims.yaml").write_text(text, encoding="utf-8")
        return workspace

    return to


def test_no_file_is_no_claims(workspace):
    """A workspace without claims is a workspace."""
    assert load_claims(workspace).value.claims == ()


def test_quotes_may_run_over_lines_and_out_of_a_quotation(put):
    """White space, line ends and the mark of a quotation do not count."""
    assert [c.id for c in load_claims(put(GOOD)).value.claims] == ["C-2", "C-1", "C-3", "C-4"]


def test_only_approved_and_unexpired_claims_are_handed_out(put):
    """Draft and expired claims exist in the file and nowhere else; the last day counts."""
    evidence = Evidence.open(put(GOOD))
    scope = Scope(EVERYTHING)
    assert [c.id for c in evidence.claims(date(2026, 12, 31), scope)] == ["C-1", "C-2", "C-3"]
    assert [c.id for c in evidence.claims(date(2027, 1, 1), scope)] == ["C-1", "C-3"]


def test_claims_are_those_of_the_scope(put):
    """A scope narrows claims by audience and role, and hides those that rest on another account's document."""
    evidence = Evidence.open(put(GOOD))
    day = date(2026, 1, 1)
    assert [c.id for c in evidence.claims(day, Scope(EVERYTHING, share="customer"))] == ["C-2"]
    assert [c.id for c in evidence.claims(day, Scope(EVERYTHING, role="clinical_user"))] == ["C-1", "C-3"]
    assert [c.id for c in evidence.claims(day, Scope(NOTHING))] == ["C-1", "C-2"]
    assert [c.id for c in evidence.claims(day, Scope(Visible(frozenset({"050008"}))))] == ["C-1", "C-2", "C-3"]
    assert [c.id for c in evidence.claims(day, Scope(EVERYTHING, account="other"))] == ["C-1", "C-2"]


def test_without_a_scope_no_claim_of_an_account_is_handed_out(put):
    """Whoever does not say who asks gets nothing that is tied to an account."""
    assert [c.id for c in Evidence.open(put(GOOD)).claims(date(2026, 1, 1))] == ["C-1", "C-2"]


def test_all_problems_of_the_file_come_at_once_with_their_lines(put):
    """One error names every problem, where it stands and what to do."""
    workspace = put("""claims:
  - id: A
    text: Readmissions fell by 15 % in Q3.
    evidence:
      document: studies/calls.md
      quotes: [30-day readmissions fell by 12 %, "never said"]
    status: approved
  - id: A
    text: Words.
    evidence: {document: study/calls.md, quotes: [words]}
    status: approved
  - id: B
    text: Words.
    evidence: {document: ../../secret.md, quotes: [words]}
    status: approved
""")
    with pytest.raises(FileProblemsError) as caught:
        load_claims(workspace)
    assert str(caught.value).splitlines() == [
        "knowledge/claims.yaml:3: claims[0].text: says `Q3`, `15 %`, which stands in none of its quotes.",
        (
            "knowledge/claims.yaml:6: claims[0].evidence.quotes[1]: “never said” does not stand in `studies/calls.md`. "
            "Quote its exact words."
        ),
        "knowledge/claims.yaml:8: claims[1].id: `A` is there twice; ids are distinct.",
        (
            "knowledge/claims.yaml:10: claims[1].evidence.document: no document `study/calls.md` under documents/. "
            "Did you mean `studies/calls.md`?"
        ),
        "knowledge/claims.yaml:14: claims[2].evidence.document: no document `../../secret.md` under documents/.",
    ]


def test_a_wrong_shape_is_refused_with_the_nearest_name(put):
    """A field that the format does not have is named with its line."""
    with pytest.raises(FileProblemsError, match=r"claims.yaml:3: claims\[0\]\.txt: unknown field `txt`. Did you mean"):
        load_claims(put("claims:\n  - id: A\n    txt: Words.\n"))


def test_a_document_that_cannot_be_read_supports_nothing(put, write):
    """The reason why the document cannot be read is part of the problem."""
    write("wrong.md", "---\nkind: novel\n---\nwords\n")
    with pytest.raises(FileProblemsError, match=r"`wrong.md` line 2: kind: `novel` is none of interview"):
        load_claims(put(claim("Words.", "[words]", "wrong.md")))


def test_hidden_words_cannot_be_quoted(put, write):
    """What stands in a comment or in front matter is not said by the document."""
    write("c.md", "---\ntitle: Fell by 20 %\n---\n\nShown.<!-- Fell by 20 % -->\n")
    with pytest.raises(FileProblemsError, match="does not stand in"):
        load_claims(put(claim("Fell by 20 %.", '["Fell by 20 %"]', "c.md")))


def test_a_figure_in_the_name_of_the_product_needs_no_quote(put):
    """`BridgeCall 2` is a name; the 2 is no figure of the claim."""
    text = claim("BridgeCall 2 cuts readmissions by 12 %.", '["30-day readmissions fell by 12 %"]')
    load_claims(put(text.replace("    status", "    product: BridgeCall 2\n    status")))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("12 % fewer", "fell by 12%"),
        ("12 percent", "12 %"),
        ("12 per cent", "12\u202f%"),
        ("twelve percent", "12 %"),
        ("12 %", "twelve percent"),
        ("a 14-hospital study", "at 14 hospitals"),
        ("a 48-hour window", "within 48 hours"),
        ("10–15 %", "10 to 15 percent"),
        ("10 %", "10 to 15 percent"),
        ("24 hours", "24 and 48 hours"),
        ("$1.2m", "1.2 million dollars"),
        ("$612,000", "USD 612 000".replace(" 000", "\u00a0000")),
        ("1,200 beds", "1200 beds"),
        ("in 2025", "the 2025 study"),
        ("Q3 and COVID-19", "in Q3, before COVID-19"),
        ("on 2025-03-01", "dated 2025-03-01"),
        ("two teams, one list", "both teams"),
        ("3 times", "3x"),
        ("0.50 days", "0.5 days"),
    ],
)
def test_the_same_figure_in_other_writing_counts(text, quote):
    """Signs, words, separators and hyphens are writing, not meaning."""
    assert missing_figures(text, [quote]) == ()


@pytest.mark.parametrize(
    ("text", "quote", "lacking"),
    [
        ("12 %", "12 patients", "12 %"),
        ("12 patients", "12 %", "12 patients"),
        ("12 points", "12 %", "12 points"),
        ("48 hours", "48 days", "48 hours"),
        ("3.5 days", "13.5 days", "3.5 days"),
        ("5", "3.5", "5"),
        ("$10", "€10", "$10"),
        ("1.2 million", "1.2 thousand", "1.2 million"),
        ("Q3", "Q4", "Q3"),
        ("C-014", "C-0145", "C-014"),
        ("twenty percent", "12 %", "twenty percent"),
        ("14 hospitals", "14 days", "14 hospitals"),
        ("2025-03-01", "2025-03-02", "2025-03-01"),
    ],
)
def test_another_figure_does_not_count(text, quote, lacking):
    """A figure with another unit, or part of another, is not stated by the quote."""
    assert missing_figures(text, [quote]) == (lacking,)


@pytest.mark.parametrize(
    ("quote", "body", "stands"),
    [
        ("fell by 12 %", "It fell\n  by\u00a012\n> %.", True),
        ("fell by 12 %", "It fell by **12 %**.", True),
        ("fell by 12 %", "It fell by 121 %.", False),
        ("fell by 12 %", "It Fell by 12 %.", False),
        ("fell by 12", "It fell by 121 %.", False),
        ("fell by 12", "It fell by 12.5 %.", False),
        ("2 %", "It fell by 12 %.", False),
        ("5 %", "It fell by 12.5 %.", False),
        ("he called", "She called.", False),
        ("呼んだ", "看護師が呼んだ後に", True),
        ("  ", "Anything.", False),
        ("> ", "> Anything.", False),
    ],
)
def test_a_quote_is_exact_white_space_and_marks_aside(quote, body, stands):
    """Letters, figures and their order are exact; only what is no word may differ."""
    assert stands_in(quote, body) is stands
