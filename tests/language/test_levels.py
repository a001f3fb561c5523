"""A sentence that mixes the levels is reported; figures of speech are not."""

import pytest

from assistant.language import check, load_glossary

GLOSSARY = load_glossary(None).value


def mixed(text: str) -> list[str]:
    return [f.text for f in check(text, GLOSSARY) if f.rule == "levels"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Our champion has 450 beds.", "champion"),
        ("The account feels anxious about the change.", "account"),
        ("The hospital is afraid of another recall.", "hospital"),
        ("The account's fears must be addressed.", "account"),
        ("A stakeholder with 1,200 employees needs a visit.", "stakeholder"),
        ("The decision maker's revenue grew by 8 %.", "maker"),
        ("Accounts motivated by fear need reassurance.", "Accounts"),
        ("Our accounts are motivated by fewer nights on call.", "accounts"),
        ("The 450-bed surgeon wants a demo.", "surgeon"),
        ("Mercy General worries about looking foolish.", "General"),
    ],
)
def test_a_mind_of_an_account_and_an_attribute_of_a_person_are_reported(text: str, noun: str) -> None:
    """The finding stands at the noun that cannot be what is said of it."""
    assert mixed(text) == [noun]


@pytest.mark.parametrize(
    "text",
    [
        "The hospital wants to cut cost.",
        "The CFO of a 450-bed hospital called.",
        "People in those accounts feel anxious.",
        "The hospital's nurses worry about alarms.",
        "The ward manager has 32 beds.",
        "The CFO has 12 hospitals to run.",
        "A surgeon with 20 years in a 450-bed hospital asked.",
        "Our champion in the 450-bed hospital is worried.",
        "The account manager feels confident.",
        "The company believes in safety.",
    ],
)
def test_figures_of_speech_and_attributes_of_others_are_left_alone(text: str) -> None:
    """Metonymy and what belongs to another noun of the sentence mix nothing."""
    assert mixed(text) == []
