"""Signs that a word means an organisation or a person, each with the reason a reader would give.

A sign has a kind, whose weight stands in `lexicon/weights.yaml`, and a direction: +1 speaks for an account, -1 for a
stakeholder. Nothing here decides; it only reads.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.language.lexicon import lexicon
from assistant.language.senses.anaphora import taken_up
from assistant.language.senses.divisions import members
from assistant.language.senses.handling import handling
from assistant.language.senses.naming import company, names, places, sizes
from assistant.language.senses.relations import acting, being, belonging, doing, grouped, pronouns
from assistant.language.senses.sentence import GROUPS, Frame
from assistant.language.senses.sign import ACCOUNT, Sign
from assistant.language.senses.wording import Surroundings, bag, context


def signs(frame: Frame, around: Surroundings) -> list[Sign]:
    """All signs of a sentence, those of its grammar first."""
    words = lexicon()
    found = [*being(frame, words), *belonging(frame, words), *pronouns(frame, words)]
    if frame.word in GROUPS:
        found += [*acting(frame, words), *grouped(frame, words), *members(frame, words)]
        if company([*frame.left[-8:], *frame.right[:8]]):
            found.append(Sign("company_name", ACCOUNT, "a company's name stands by it"))
    else:
        found += [*doing(frame, words), *handling(frame, words), *names(frame, words), *places(frame), *sizes(frame)]
    return [*once(found, bag(frame, words)), *context(around, words), *taken_up(frame, around.after, words)]


def once(found: list[Sign], more: Iterable[Sign]) -> list[Sign]:
    """The signs, without those that rest on a word that already spoke for the same level."""
    kept = list(found)
    said = {(sign.word, sign.direction) for sign in found if sign.word}
    for sign in more:
        if not sign.word or (sign.word, sign.direction) not in said:
            kept.append(sign)
            said.add((sign.word, sign.direction))
    return kept
