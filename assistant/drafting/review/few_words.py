"""A draft in few words: whole sentences that it says already, chosen so that a limit of words is kept.

The same sections give the same choice. The sentence that opens the most important section comes wherever it fits;
each section that is drawn from comes with one sentence before any comes with a second, one that names the product is
preferred, and of two choices the sentences that stand first win.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from assistant.domain.draft import Section, Statement

MOST_COMPARED = 4
"""Sentences of one section that are compared."""

_Picked = tuple[int | None, ...]


def counted(statements: Sequence[Statement]) -> int:
    """Words of these statements, as white space sets them apart."""
    return sum(len(statement.text.split()) for statement in statements)


def in_few_words(sections: Sequence[Section], most: int, names: Sequence[str]) -> tuple[Statement, ...]:
    """Statements of these sections, the most important section first, of at most `most` words; `()` if none fits.

    They come in the order of the sections given; `names` are those of the product and the company.
    """
    lists = [section.statements[:MOST_COMPARED] for section in sections if section.statements]
    named = [[any(name in statement.text for name in names if name) for statement in own] for own in lists]
    best: _Picked = max(_choices(lists, most), key=lambda picked: _worth(picked, named), default=())
    chosen = [[own[place]] if place is not None else [] for own, place in zip(lists, best, strict=False)]
    if not any(chosen):
        return ()
    _fill(chosen, lists, most)
    return tuple(dict.fromkeys(statement for own in chosen for statement in own))


def _choices(lists: Sequence[Sequence[Statement]], most: int) -> Iterator[_Picked]:
    """Every way to take at most one sentence of each section that keeps the limit."""
    lengths = [[counted([statement]) for statement in own] for own in lists]
    for picked in product(*(((*range(len(own)), None)) for own in lists)):
        taken = sum(own[place] for own, place in zip(lengths, picked, strict=True) if place is not None)
        if taken <= most:
            yield picked


def _worth(picked: _Picked, named: Sequence[Sequence[bool]]) -> tuple[object, ...]:
    """The opening, more sections, a name in it, the more important sections, then sentences that stand first."""
    there = [place is not None for place in picked]
    naming = any(own[place] for own, place in zip(named, picked, strict=True) if place is not None)
    return picked[:1] == (0,), sum(there), naming, there, -sum(place or 0 for place in picked)


def _fill(chosen: list[list[Statement]], lists: Sequence[Sequence[Statement]], most: int) -> None:
    """Takes more sentences of the same sections as long as they fit, in their order."""
    left = most - counted([statement for own in chosen for statement in own])
    for own, statements in zip(chosen, lists, strict=True):
        for statement in statements:
            if statement not in own and counted([statement]) <= left:
                left -= counted([statement])
                own.append(statement)
        own.sort(key=statements.index)
