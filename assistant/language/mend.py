"""Mends a text until nothing certain is left to mend.

One replacement may make the next word clear, so the text is read again after each round. The same text and glossary
give the same result, and a result that is mended once more comes back as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.check import check
from assistant.language.fix import fix
from assistant.language.glossary import Glossary

MOST_ROUNDS = 20
"""Far more than any text needs; it ends the rounds of a glossary whose terms replace one another."""


def mended(
    text: str,
    glossary: Glossary,
    *,
    file: str = "-",
    markdown: bool = True,
    segment_names: Sequence[str] = (),
) -> str:
    """The text with every certain suggestion of `check` applied, read again until a round changes nothing."""
    for _ in range(MOST_ROUNDS):
        better = fix(text, check(text, glossary, file=file, markdown=markdown, segment_names=segment_names))
        if better == text:
            break
        text = better
    return text
