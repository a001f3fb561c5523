"""Signs that a word means an organisation or a person, each with the reason a reader would give.

A sign has a kind, whose weight stands in `lexicon/weights.yaml`, and a direction: +1 speaks for an account, -1 for a
stakeholder. Nothing here decides; it only reads.
"""

from __future__ import annotations

from assistant.language.lexicon import lexicon
from assistant.language.senses.relations import acting, being, belonging, doing, members, pronouns
from assistant.language.senses.sentence import GROUPS, Frame
from assistant.language.senses.sign import Sign
from assistant.language.senses.wording import Surroundings, bag, context, names, taken_up


def signs(frame: Frame, around: Surroundings) -> list[Sign]:
    """All signs of a sentence, those of its grammar first."""
    words = lexicon()
    found = [*being(frame, words), *belonging(frame, words), *pronouns(frame, words)]
    if frame.word in GROUPS:
        found += [*acting(frame, words), *members(frame, words)]
    else:
        found += [*doing(frame, words), *names(frame, words)]
    return [*found, *bag(frame, words), *context(around, words), *taken_up(frame, around, words)]
