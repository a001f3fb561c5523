"""A reply in Block Kit: six lines first, everything else behind a button."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    InteractiveElement,
    PlainTextObject,
)

from assistant.domain.conversation import Reply
from assistant.domain.finding import Finding
from assistant.slack.context import Context
from assistant.slack.letter import Letter, bullets, letters, paragraph, small, verbatim
from assistant.slack.question import Question

MOST_FINDINGS = 12
TICKED = re.compile(r"`([^`]+)`")
MOST_CHOICES = 5
LABEL = 75
"""Characters on a button."""
ASK, SOURCES, WRONG, FEEDBACK, STAKEHOLDER = "ask", "sources", "wrong", "feedback", "stakeholder"


def shown(reply: Reply, question: Question) -> list[Letter]:
    """The messages of a reply."""
    below = [*_buttons(reply, question), *_feedback(reply, question)]
    return letters([*_body(reply), *_choices(reply, question)], below, notification(reply))


def notification(reply: Reply) -> str:
    """The reply as plain text."""
    said = [statement.text for statement in reply.statements]
    return " ".join([*said, reply.reason]).strip() or "Your text, checked."


def _body(reply: Reply) -> list[Block]:
    blocks: list[Block] = []
    if len(reply.statements) == 1:
        blocks += paragraph(reply.statements[0].text)
    elif reply.statements:
        blocks += bullets(statement.text for statement in reply.statements)
    if reply.reason:
        blocks += paragraph(_quoted(reply.reason))
    if reply.text:
        blocks += verbatim(reply.text)
    blocks += findings(reply.findings)
    if reply.open_questions:
        missing = "; ".join(f"{open.missing} ({open.owner} finds out)" for open in reply.open_questions[:2])
        blocks += small(f"Not known: {missing}")
    if reply.as_of and reply.statements:
        blocks += small(f"As of {reply.as_of}")
    return blocks


def findings(found: tuple[Finding, ...]) -> list[Block]:
    """One line for each finding, the first ones of many."""
    lines = [_finding(finding) for finding in found[:MOST_FINDINGS]]
    if len(found) > MOST_FINDINGS:
        lines.append(f"and {len(found) - MOST_FINDINGS} more")
    return bullets(lines)


def _finding(finding: Finding) -> str:
    message = _quoted(finding.message)
    named = message if message.startswith(f"“{finding.text}”") else f"“{finding.text}”: {message}"
    said = finding.suggestion is None or f"“{finding.suggestion}”" in message
    return named if said else f"{named} Write “{finding.suggestion}”."


def _quoted(text: str) -> str:
    """Words between backticks in quotes: rich text shows backticks as they are."""
    return TICKED.sub(r"“\1”", text)


def _choices(reply: Reply, question: Question) -> list[Block]:
    buttons = [
        _button(choice.label, f"{ASK}:{number}", Context.of(question, reply, choice.question))
        for number, choice in enumerate(reply.choices[:MOST_CHOICES])
    ]
    kept = [button for button in buttons if button]
    return [ActionsBlock(elements=kept)] if kept else []


def _buttons(reply: Reply, question: Question) -> list[Block]:
    elements: list[InteractiveElement] = []
    context = Context.of(question, reply)
    if reply.footnotes or reply.more or reply.open_questions:
        elements += _some(_button("Sources and the rest", SOURCES, context))
    for label, words in _follow_ups(reply):
        elements += _some(_button(label, f"{ASK}:{words}", Context.of(question, reply, words)))
    if reply.draft:
        elements += _some(_button("For another stakeholder", STAKEHOLDER, context))
    if not reply.abstained and (reply.statements or reply.draft):
        elements += _some(_button("This is wrong", WRONG, context))
    return [ActionsBlock(elements=elements)] if elements else []


def _follow_ups(reply: Reply) -> Iterator[tuple[str, str]]:
    offered = {words.casefold(): words for words in reply.follow_ups}
    for label, words in (("Shorter", "shorter"), ("Why?", "why?")):
        if words in offered:
            yield label, words


def _feedback(reply: Reply, question: Question) -> list[Block]:
    context = Context.of(question, reply).clipped()
    good, bad = (context.model_copy(update={"choice": word}).written() for word in ("up", "down"))
    if not good or not bad or reply.choices:
        return []
    return [
        ContextActionsBlock(
            elements=[
                FeedbackButtonsElement(
                    action_id=FEEDBACK,
                    positive_button=FeedbackButtonObject(text="Helpful", value=good),
                    negative_button=FeedbackButtonObject(text="Not helpful", value=bad),
                )
            ]
        )
    ]


def _button(label: str, action: str, context: Context) -> ButtonElement | None:
    value = context.written()
    text = PlainTextObject(text=label if len(label) <= LABEL else label[: LABEL - 1] + "…", emoji=False)
    return ButtonElement(text=text, action_id=action, value=value) if value else None


def _some(element: InteractiveElement | None) -> list[InteractiveElement]:
    return [element] if element else []
