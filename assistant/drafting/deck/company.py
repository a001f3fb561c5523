"""Sentences in the company of claims: what stands among assertions of us is read as one, where it could be one.

A list speaks of one thing: where the line above it names us, or most of its items assert something of us, its other
plain statements do so too. In prose the nearest statements before and after decide. What stands below a heading such as
“Open questions” asserts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.drafting.deck.asserting import LISTS
from assistant.drafting.deck.deck_sentences import DeckSentence
from assistant.drafting.deck.sayable import Sayable

HEADS = 3
"""Cells or items at the start of a list, such as the heads of a table, that may name us for all of it."""
NEAREST = 2
"""Sentences before, and after, that decide in prose; and the assertions that there must be among them."""


def claiming(sentences: Sequence[DeckSentence], bare: Sequence[str], sayable: Sayable) -> list[bool]:
    """For each sentence, whether it is claim-like, by itself or by its company; `bare` is what each says."""
    alone = list(_alone(sentences, bare, sayable))
    plain = [
        not claims and sentence.kind != "heading" and sayable.asserting.states(text, kind=sentence.kind)
        for sentence, text, claims in zip(sentences, bare, alone, strict=True)
    ]
    together: list[bool] = []
    for kind, members in groupby(range(len(sentences)), key=lambda at: _run(sentences[at])):
        run = list(members)
        before = sentences[run[0] - 1] if run[0] else None
        if before and before.kind == "heading" and sayable.asserting.asks(before.text):
            together += [False] * len(run)
        elif kind == "list":
            above = any(
                sayable.asserting.names_us(line.text) for line in sentences[max(0, run[0] - 1) : run[0] + HEADS]
            )
            led = sum(alone[at] for at in run) + above >= max(1, sum(plain[at] for at in run))
            together += [alone[at] or (led and plain[at]) for at in run]
        else:
            together += [alone[at] or (plain[at] and _led(at, run, alone, plain)) for at in run]
    return together


def _alone(sentences: Sequence[DeckSentence], bare: Sequence[str], sayable: Sayable) -> Iterator[bool]:
    follows = False
    for sentence, text in zip(sentences, bare, strict=True):
        found = sayable.claims_something(text, kind=sentence.kind, follows=follows)
        follows = sayable.asserting.of_us(text) or (follows and found)
        yield found


def _run(sentence: DeckSentence) -> str:
    """What follows one another without another kind between is one run: a list, prose, or headings."""
    return "list" if sentence.kind in LISTS else "heading" if sentence.kind == "heading" else "prose"


def _led(at: int, run: Sequence[int], alone: Sequence[bool], plain: Sequence[bool]) -> bool:
    near = [other for other in run if other != at and abs(other - at) <= NEAREST]
    return sum(alone[other] for other in near) >= max(NEAREST, sum(plain[other] for other in near))
