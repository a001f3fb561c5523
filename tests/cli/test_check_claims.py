"""`parlance check --claims`: what a deck claims, in the terminal."""

from __future__ import annotations

from pathlib import Path

APPROVED = "Discharge calls within 48 hours cut 30-day readmissions by 12 % in a 14-hospital study."


def test_a_clean_deck_exits_0(parlance, sample: Path) -> None:
    """Approved claims in Markdown raise nothing."""
    (sample / "deck.md").write_text(f"# Deck\n\n- {APPROVED}\n", encoding="utf-8")
    outcome = parlance("check", "--claims", "deck.md", cwd=sample)
    assert outcome.code == 0
    assert "No findings." in outcome.out


def test_an_altered_claim_exits_3_with_its_place(parlance, sample: Path) -> None:
    """The JSON document is that of `check`: file as given, rule, place, message with the id, approved wording."""
    (sample / "deck.md").write_text(f"# Deck\n\n- {APPROVED.replace('12 %', '21 %')}\n", encoding="utf-8")
    outcome = parlance("check", "--claims", "deck.md", "--json", cwd=sample)
    (found,) = outcome.json["findings"]
    assert outcome.code == 3
    assert outcome.json["schema"] == "parlance/check/1"
    assert outcome.json["summary"] == {"errors": 1, "warnings": 0}
    assert (found["file"], found["rule"], found["line"], found["column"]) == ("deck.md", "claim-altered", 3, 3)
    assert "21 % here, 12 % in C-014" in found["message"]
    assert (found["suggestion"], found["term"], found["level"]) == (APPROVED, None, None)


def test_standard_input_and_the_day(parlance, sample: Path) -> None:
    """`-` is read, and `--as-of` decides what has run out."""
    late = parlance("check", "--claims", "-", "--as-of", "2028-01-01", "--json", cwd=sample, stdin=APPROVED)
    assert [found["rule"] for found in late.json["findings"]] == ["claim-expired"]
    assert parlance("check", "--claims", "-", cwd=sample, stdin=APPROVED).code == 0


def test_claims_are_for_people_of_the_team(parlance, sample: Path) -> None:
    """A rep with some accounts may check; a name that is not in team.yaml is refused and learns no claim."""
    assert parlance("check", "--claims", "-", "--as", "sal", cwd=sample, stdin=APPROVED).code == 0
    refused = parlance("check", "--claims", "-", "--as", "nobody", cwd=sample, stdin="BridgeCall saves 9 %.")
    assert refused.code == 2
    assert "C-0" not in refused.out + refused.err


def test_claims_are_not_fixed(parlance, sample: Path) -> None:
    """`--fix` with `--claims` is refused and changes nothing."""
    deck = sample / "deck.md"
    deck.write_text("BridgeCall saves 9 %.\n", encoding="utf-8")
    assert parlance("check", "--claims", "--fix", "deck.md", cwd=sample).code == 2
    assert deck.read_text(encoding="utf-8") == "BridgeCall saves 9 %.\n"


def test_a_draft_of_the_composer_passes(parlance, sample: Path) -> None:
    """What the composer writes for customers from claims raises nothing when it is checked as a deck."""
    draft = parlance(
        "draft", "value-proposition", "--role", "economic_buyer", "--account-segment", "Invest", cwd=sample
    )
    assert APPROVED in draft.out
    outcome = parlance("check", "--claims", "-", "--json", cwd=sample, stdin=draft.out)
    assert [found["text"] for found in outcome.json["findings"]] == []
