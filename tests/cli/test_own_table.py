"""From an own table of accounts to drafts: what `init` proposes, and how people join, as docs/segments.md shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

PAGE = Path(__file__).parent.parent.parent / "docs" / "segments.md"
ACCOUNTS = """\
id,company,employees,last_order,country
1,Fjord Labs,120,2026-09-01,NO
2,Rund Bakery,8,2026-11-01,DE
3,Kite Works,430,2025-02-01,UK
4,Lumen Partners,55,,UK
"""


@pytest.fixture
def own(parlance, tmp_path: Path) -> Path:
    """A workspace that was made from an own table."""
    table = tmp_path / "export.csv"
    table.write_text(ACCOUNTS, encoding="utf-8")
    assert parlance("init", "own", "--accounts", str(table), cwd=tmp_path).code == 0
    (tmp_path / "own" / "parlance.toml").write_text("as_of = 2026-11-20\n", encoding="utf-8")
    return tmp_path / "own"


def on_the_page(language: str, opening: str) -> str:
    """The block of the page that begins like this."""
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if block.startswith(opening))


def test_a_column_that_is_called_after_companies_names_accounts(parlance, own: Path) -> None:
    """A table whose names stand under `company` is asked by name."""
    assert "Kite Works [3]" in parlance("explain", "kite", cwd=own).out


def test_no_draft_and_no_answer_gives_a_guessed_reason_as_one(parlance, own: Path) -> None:
    """Drafts and answers say what the rule looks at instead of a guess; the receipt itself says that it is one."""
    draft = parlance("draft", "talking-points", "--account", "Fjord Labs", cwd=own)
    answers = [parlance("ask", words, cwd=own) for words in ("why is Fjord Labs Monitor?", "talking points for fjord")]
    for outcome in (draft, *answers):
        assert outcome.code == 0
        assert "Proposed" not in outcome.out
        assert "the more there is to gain" not in outcome.out
    assert "For potential we look at last order" in draft.out
    assert "Proposed:" in parlance("explain", "Fjord Labs", cwd=own).out


def test_people_join_as_the_page_says(parlance, own: Path) -> None:
    """The table and the YAML of docs/segments.md, put where it says, give stakeholders, receipts and a persona."""
    refused = parlance("draft", "persona", "--role", "buyer", cwd=own)
    assert "docs/segments.md, Stakeholders" in refused.err
    (own / "knowledge" / "crm" / "people.csv").write_text(on_the_page("csv", "person_id"), encoding="utf-8")
    file = own / "knowledge" / "segments.yaml"
    model = yaml.safe_load(file.read_text(encoding="utf-8"))
    added = yaml.safe_load(on_the_page("yaml", "tables:"))
    model["tables"] |= added["tables"]
    model["stakeholders"] = added["stakeholders"]
    file.write_text(yaml.safe_dump(model, sort_keys=False, allow_unicode=True), encoding="utf-8")
    scored = parlance("score", "--json", cwd=own).json
    assert scored["stakeholders"]["by_segment"] == {"price_first": 2, "not_yet_known": 2}
    assert scored["unmatched"] == {"stakeholders": 0}
    assert "Runa Falk [P-1]: Price first" in parlance("explain", "Runa Falk", cwd=own).out
    assert parlance("draft", "persona", "--role", "buyer", cwd=own).code == 0
