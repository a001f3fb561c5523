"""Signs of what a segment or a segmentation holds, and what it goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.inflection import words as listed
from assistant.language.lexicon import Lexicon
from assistant.language.senses.sentence import Frame
from assistant.language.senses.sign import ACCOUNT, Sign, having, headed, limited, lows, sides

FIRMOGRAPHIC = listed("sales firmographic territory revenue-based size-based key-account named-account turnover-based")
DIVIDING = listed("be differ vary rest base build cut sort rank define describe rely depend draw start begin look ask")
CRITERIA = listed("in on by about from at into")
SORTING = listed(
    """group split divide distinguish separate sort cluster classify describe rank include contain cover put assign
    place combine capture tell sort_out break comprise hold gather unite identify define pool bundle mix show lump"""
)


def members(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """Who is in the group: `people in this segment`, `segments of hospitals`."""
    nouns = ("organisation_nouns", "person_nouns")
    if frame.preposition in {"in", "of", "within", "across"}:
        known = [word for word in frame.governors if word not in {"members", "member", "group", "groups"}]
        yield from sides(nouns, [*known, *("person" for word in known if word == "people")], words, "is", "`{}` in it")
    near = {token.low for token in frame.left[-6:]} & {"firmographic", "firmographics"}
    if near or set(frame.modifiers) & FIRMOGRAPHIC:
        yield Sign("is", ACCOUNT, "it is made for organisations")
    if frame.right and frame.right[0].low in {"of", "for"}:
        yield from sides(nouns, _people_too(headed(lows(frame.right[1:5]), words)), words, "is", "it is of `{}`")
    if SORTING & {*frame.does, *frame.undergoes}:
        yield from limited(sides(nouns, _people_too(frame.objects[:6]), words, "is", "`{}` are in it"))
    yield from limited(_cut_by(frame, words))
    if not frame.does and "its" in lows(frame.right):
        yield Sign("its", ACCOUNT, "something that is `its` own is in it")


def _cut_by(frame: Frame, words: Lexicon) -> Iterator[Sign]:
    """What a division goes by: `they differ in confidence`, `it is about hearts`, `cut by turnover`."""
    said = frame.objects or frame.complement
    verbs = {"be", *frame.does, *frame.undergoes}
    if verbs == {"be"} and said[:1] != ["about"]:
        return
    if verbs & DIVIDING and CRITERIA & set(said[:4]):
        start = next(at for at, word in enumerate(said) if word in CRITERIA)
        criteria = said[start + 1 : start + 9]
        yield from having(criteria, words, "with", "it goes by `{}`")
        yield from sides(("deal_words", "mind_words"), criteria, words, "with", "it goes by `{}`")
        yield from sides(("sorts_of_organisations", "sorts_of_people"), criteria, words, "with", "it goes by `{}`")


def _people_too(nouns: Sequence[str]) -> list[str]:
    """The nouns; `people` are persons where others are grouped."""
    return ["person" if noun == "people" else noun for noun in nouns]
