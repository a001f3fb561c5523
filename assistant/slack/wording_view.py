"""What a text and a thread look like in shared words: findings with the mended text, and who means what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from assistant.domain.finding import Finding
from assistant.language import Alignment
from assistant.language.align import Collision, Use
from assistant.slack.letter import bullets, heading, line, paragraph, small, verbatim
from assistant.slack.modals import Behind, view
from assistant.slack.reply_view import findings

QUOTE = 160
"""Characters of a quote."""
MOST_USES = 3
"""Uses of one word by one person."""
NOTHING = "Every word here means one thing. Nothing to change."


def checked(text: str, found: tuple[Finding, ...], mended: str) -> View:
    """Findings on a message and the text with every certain suggestion put in."""
    if not found:
        return view("Check wording", paragraph(NOTHING))
    blocks = findings(found)
    if mended != text:
        blocks += [*heading("In shared words"), *verbatim(mended)]
    return view("Check wording", [*blocks, *small("Only you see this.")])


def aligned(alignment: Alignment, behind: Behind) -> View:
    """Who means what, for whoever asked; it can be shared with the thread."""
    blocks = summary(alignment)
    return view("Who means what?", blocks, callback="aligned", behind=behind, submit="Share in thread")


def summary(alignment: Alignment) -> list[Block]:
    """Collisions with their quotes and what to say instead, then what is shared and what stays unclear."""
    blocks: list[Block] = []
    for collision in alignment.collisions:
        blocks += [*_collision(collision), *line()]
    if not alignment.collisions:
        blocks += paragraph("Nobody uses a word in another sense than somebody else here.")
    blocks += bullets(_rest(alignment))
    return blocks


def _collision(collision: Collision) -> list[Block]:
    blocks = heading(f"“{collision.word}” means two things here")
    lines = []
    for speaker in dict.fromkeys(use.speaker for use in collision.uses):
        own = {(use.sense, use.quote): use for use in collision.uses if use.speaker == speaker}
        lines += [_use(use, collision) for use in _telling(list(own.values()))]
    say = " or ".join(f"“{term}”" for term in collision.say.values())
    return [*blocks, *bullets(lines), *paragraph(f"Say {say} instead.", bold=True)]


def _telling(uses: Sequence[Use]) -> list[Use]:
    """The first uses, each sense at least once."""
    by_sense = list({use.sense: use for use in reversed(uses)}.values())[::-1]
    rest = [use for use in uses if use not in by_sense]
    return [*by_sense, *rest][:MOST_USES]


def _use(use: Use, collision: Collision) -> str:
    team = f" ({use.team})" if use.team else ""
    quote = use.quote if len(use.quote) <= QUOTE else use.quote[: QUOTE - 1] + "…"
    return f"{use.speaker}{team} means {collision.say.get(use.sense or '', use.sense)}: “{quote}”"


def _rest(alignment: Alignment) -> Iterator[str]:
    if alignment.same_meaning:
        yield f"Meant alike by everybody: {', '.join(alignment.same_meaning)}."
    for different in alignment.different_words:
        yield f"Different words for {different.meaning}: {', '.join(different.words)}."
    if alignment.unclear:
        words = ", ".join(dict.fromkeys(use.word for use in alignment.unclear))
        yield f"Not clear from the thread: {words}. Ask who said it."
