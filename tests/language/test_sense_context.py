"""What decides a sense beyond the verb: objects, amounts, places, and the sentence after."""

import pytest

from assistant.language import check, load_glossary

GLOSSARY = load_glossary(None).value


def senses(text: str) -> list[str]:
    """The sense of each word with senses, or `unclear`."""
    return [f.sense or "unclear" for f in check(text, GLOSSARY) if f.rule in {"sense", "unclear"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The customer opened two of our newsletters.", "stakeholder"),
        ("The customer opened two plants.", "account"),
        ("Give the client a compliment.", "stakeholder"),
        ("Give the client a discount.", "account"),
        ("The client has 30 desks.", "account"),
        ("The client has a tidy desk.", "stakeholder"),
        ("The lead buys four pallets a week.", "account"),
        ("The prospect pays 70,000 euros.", "account"),
        ("Prospects under 3 million stay with inside.", "account"),
        ("Clients in the north stay with Ines.", "account"),
        ("Leads by county", "account"),
        ("Leads by mood", "stakeholder"),
    ],
)
def test_a_verb_speaks_with_its_object_and_an_amount_with_its_thing(text: str, expected: str) -> None:
    """What is opened, given, owned in numbers, bought by the week or sorted by tells organisations from people."""
    assert senses(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A customer, ideally a woman in purchasing.", "stakeholder"),
        ("Every client I phoned complains.", "stakeholder"),
        ("Each prospect wants to be the hero.", "stakeholder"),
        ("Our targets are plant managers.", "stakeholder"),
        ("The target is a subsidiary of somebody big.", "account"),
        ("The client is tired of vendors.", "stakeholder"),
    ],
)
def test_the_clause_is_read_to_its_head(text: str, expected: str) -> None:
    """An apposition, the verb after a relative clause and the head of a complement decide, not the words beside it."""
    assert senses(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here is the next customer. It runs six quarries.", "account"),
        ("Here is the next customer. She paints at weekends.", "stakeholder"),
        ("Here are the customers. Two of them shrugged.", "stakeholder"),
        ("Here are the customers. Two of them merged.", "account"),
        ("Here is the next lead. The company leases cranes.", "account"),
        ("Look at the segment. They are proud and easily bored.", "stakeholder"),
        ("Here is the next customer. We paint at weekends.", "unclear"),
    ],
)
def test_the_sentence_after_speaks_on_about_the_word(text: str, expected: str) -> None:
    """A pronoun, `two of them` or `the company` carries what is said there back; what we do ourselves does not."""
    assert senses(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The segmentation tells apart people who hate change.", "stakeholder"),
        ("The segmentation looked at tonnage.", "account"),
        ("We put our dealers into three segments.", "account"),
        ("The segments differ in their fears.", "stakeholder"),
    ],
)
def test_a_segmentation_is_read_by_what_it_holds_and_goes_by(text: str, expected: str) -> None:
    """A division does nothing itself: its members and its criteria say of whom it is."""
    assert senses(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Our target is to halve the scrap.",
        "A target for new demos, please.",
        "We are at 70% of target.",
        "The target is 12 demos.",
        "We sell to Target and to others.",
        "Which readers does the film target?",
        "Ada is our design lead for Malta.",
        "Wear gloves when handling lead.",
        "Replace the lead-acid cells.",
        "Ada and Tom lead the review.",
        "Two reps prospect on Mondays.",
        "In prospect it looked easy.",
        "The prospects are dim.",
        "Client 7.2 is out.",
        "The client and server disagree.",
        "The third segment of the lecture was long.",
        "The high-end segment is crowded.",
        "Lane segmentation failed at night.",
        "The word customer has two senses.",
    ],
)
def test_goals_roles_metals_markets_parts_programs_and_names_are_left_alone(text: str) -> None:
    """The rule holds for the kind of meaning, whatever the sentence is about."""
    assert senses(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lead makes copper pipes in two plants.", "account"),
        ("The client sent a request to our sales team and its lawyers.", "account"),
        ("The premium segment holds 40 hospitals.", "account"),
        ("The target builds drones in three factories.", "account"),
    ],
)
def test_a_word_of_another_field_does_not_hide_a_company_of_that_field(text: str, expected: str) -> None:
    """Who makes pipes, drones or software is an account all the same."""
    assert senses(text) == [expected]


@pytest.mark.parametrize("figure", ["²", "10²", "³⁄₄", "½", "①", "٣", "1,200", ",", "1.5"])
def test_what_looks_like_a_digit_is_read_or_passed_over(figure: str) -> None:
    """A superscript, a fraction or another script's digit beside the word is no fault of the check."""
    for text in (
        f"The customer has {figure} plants and stocks {figure} pallets.",
        f"The customer pays {figure} euros a month.",
        f"A customer with {figure} operators called.",
    ):
        assert len(senses(text)) == 1
