"""Signs of names and places: whose name stands by the word, where it is, and how far away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import Frame, Token
from assistant.language.senses.sign import ACCOUNT, STAKEHOLDER, TITLES, Sign, limited, linked, lows, sides

COMPANY = listed(
    """health hospital hospitals clinic group inc ltd llc plc gmbh corp company systems industries foundry utilities
    bank university college trust council brewery logistics pharma energy holdings partners labs motors airlines"""
)
INDUSTRIES = listed(
    """foods food steel paper plastics glass chemicals freight mining marine dairy insurance hotels retail technologies
    technology solutions medical school schools airport port farms packaging cement timber textiles printing mills works
    bakery bakeries transport shipping aerospace electronics engineering construction telecom media software pharmacy
    hotel stores markets tools instruments ceramics rail water gas oil power castings bearings machinery yard forge"""
)
DATES = listed(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday q1 q2 q3 q4 spring summer autumn fall winter"""
)
SYSTEMS = listed("crm erp sap salesforce hubspot excel slack jira teams outlook sharepoint dynamics sheets notion")
LANDS = listed(
    """north south east west northeast northwest southeast southwest region regions coast valley county province
    district countryside river motorway highway mountains island islands midwest"""
)
DISTANCES = listed("km kilometres kilometers miles mile")
LIMITS = listed("above over under below beyond < > ≥ ≤")
UNITS = listed(
    "million millions m k bn billion thousand $ € £ tonnes tons units pallets litres hectares sqm beds seats"
)
BY = listed("in from near across at to into by outside between along around")


def names(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Names of people and of organisations around it, and words of which it is the complement."""
    near = [*unaddressed(frame.left)[-12:], *frame.right[:12]]
    told = [*("", *lows(near))][: len(near)]
    capitalised = [token.low for before, token in zip(told, near, strict=True) if _meant(before, token)]
    if any(name in TITLES or words.has("given_names", name) for name in capitalised):
        yield Sign("person_name", STAKEHOLDER, "a person's name stands by it")
    spelt = [token.low for token in frame.right[1:2] if frame.right[0].low in {":", "—", "–", "("}]
    if any(words.has("given_names", name) for name in spelt):
        yield Sign("is", STAKEHOLDER, "a person's name follows")
    if company(near):
        yield Sign("company_name", ACCOUNT, "a company's name stands by it")
    left = [token.low for token in frame.left]
    if linked(frame):
        nouns = ("organisation_nouns", "person_nouns")
        yield from limited(sides(nouns, left[-12:], words, "said_of", "said of `{}`"))
    if not frame.plural and frame.right and frame.right[0].low == "that" and "size" in left + lows(frame.right[:3]):
        yield Sign("size", ACCOUNT, "it has a size")
    if frame.counted:
        yield Sign("counted", ACCOUNT, "it is counted")


def _meant(before: str, token: Token) -> bool:
    """Whether a capitalised word may name who is spoken of: not whoever gets it, as in `give the prospect to Tom`."""
    return token.text[:1].isupper() and before not in {"to", "from", "by", "for", "with", "ask", "tell", "@"}


def places(frame: Frame) -> Iterator[Sign]:
    """Where it is, how far away, and since which year."""
    place = [token for token in frame.right[:3] if token.low != "the"]
    if len(place) > 1 and place[0].low in BY:
        name = place[1]
        in_a_town = place[0].low in {"in", "from", "near", "across"} and name.text[:1].isupper()
        if in_a_town and name.low not in DATES and name.low not in SYSTEMS:
            yield Sign("place", ACCOUNT, f"it is in {name.text}")
        elif any(token.low in LANDS for token in place[1:]):
            yield Sign("place", ACCOUNT, "it is in a region")
    far = [
        first.low in DISTANCES and second.low in {"from", "away", "outside"} for first, second in pairwise(frame.right)
    ]
    if any(far):
        yield Sign("place", ACCOUNT, "it is so far away")
    if any(first.low == "since" and second.is_number for first, second in pairwise(frame.right)):
        yield Sign("place", ACCOUNT, "it has been one for years")


def sizes(frame: Frame) -> Iterator[Sign]:
    """`clients above 2 million`, `every lead under $25k`: how much it is worth or how big it is."""
    limit, figures = [token.low for token in frame.right[:1]], frame.right[1:5]
    more = [token.low for token in frame.right[:3]] in (["with", "more", "than"], ["with", "less", "than"])
    if ((limit and limit[0] in LIMITS) or more) and any(token.is_number for token in figures):
        after = [token for token in figures if token.low in UNITS or token.low.rstrip("kmb").isdigit()]
        if any(not token.is_number for token in after):
            yield Sign("size", ACCOUNT, "it is measured in money or volume")


def company(text: Sequence[Token]) -> bool:
    """Whether a company is named: by its form, or by a name and its industry, such as `Norvik Steel`."""
    for before, token in zip([None, *text], text, strict=False):
        if token.text[:1].isupper() and (
            token.low in COMPANY or (token.low in INDUSTRIES and before is not None and before.text[:1].isupper())
        ):
            return True
    return False


def unaddressed(left: Sequence[Token]) -> list[Token]:
    """Without the name that a mail or a post opens with."""
    greeted = bool(left) and left[0].low in {"hi", "hello", "hey", "dear", "thanks", "@", "morning"}
    return list(left[3:] if greeted else left)
