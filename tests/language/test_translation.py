"""A sentence of one team in shared words, each change named."""

import pytest

from assistant.errors import UnknownNameError
from assistant.language import load_glossary, translate

GLOSSARY = load_glossary(None).value


@pytest.mark.parametrize(
    ("said", "team", "shared"),
    [
        ("The customer comes first.", "sales", "The account comes first."),
        ("The customer comes first.", "marketing", "The stakeholder comes first."),
        ("The customer smiled.", "sales", "The stakeholder smiled."),
        ("A customer's logo count", "sales", "An account's account count"),
        ("We presented the new customer segmentation.", "marketing", "We presented the new stakeholder segmentation."),
        ("Customer service answered.", "sales", "Customer service answered."),
    ],
)
def test_the_text_decides_first_and_then_the_team_that_speaks(said: str, team: str, shared: str) -> None:
    """What the sentence leaves open is read as the team means it; what it decides is not overruled."""
    other = "marketing" if team == "sales" else "sales"
    assert translate(said, GLOSSARY, team, other).translated == shared


def test_each_change_is_named_with_what_the_other_team_would_have_heard() -> None:
    """Place, words and reason of every change."""
    (change,) = translate("The customer comes first.", GLOSSARY, "sales", "marketing").changes
    assert (change.line, change.column, change.before, change.after, change.term) == (
        1,
        5,
        "customer",
        "account",
        "account",
    )
    assert "sales means" in change.because
    assert "marketing would hear" in change.because


def test_an_unknown_team_is_refused_with_the_nearest() -> None:
    """A typo in a team's name gets a suggestion."""
    with pytest.raises(UnknownNameError, match="Did you mean `sales`"):
        translate("x", GLOSSARY, "sale", "marketing")
