"""Modals: what stands behind a button, for the eyes of whoever pressed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from assistant.domain.conversation import Reply
from assistant.domain.value import Value
from assistant.slack.letter import bullets, heading, paragraph, small
from assistant.slack.question import Question
from assistant.slack.reply_view import notification

MOST_BLOCKS = 95
MOST_OPTIONS = 100
PLEASE_WAIT = "One moment…"


class Behind(Value):
    """What a modal remembers: the question, and the draft that its answer was taken from."""

    question: Question
    draft: str | None = None


def view(
    title: str, blocks: Sequence[Block], *, callback: str = "", behind: Behind | None = None, submit: str = ""
) -> View:
    """A modal of these blocks; those beyond what Slack takes are left out and said to be."""
    kept = list(blocks[:MOST_BLOCKS])
    if len(blocks) > MOST_BLOCKS:
        kept += small(f"{len(blocks) - MOST_BLOCKS} parts more; ask for one of them to read it.")
    return View(
        type="modal",
        callback_id=callback or None,
        title=PlainTextObject(text=title, emoji=False),
        close=PlainTextObject(text="Close", emoji=False),
        submit=PlainTextObject(text=submit, emoji=False) if submit else None,
        blocks=kept,
        private_metadata=behind.model_dump_json(exclude_defaults=True) if behind else None,
    )


def waiting(title: str) -> View:
    """Shown at once, until there is something to show."""
    return view(title, paragraph(PLEASE_WAIT))


def sources(reply: Reply) -> View:
    """The whole reply with its citations: statements, sections, open questions, footnotes."""
    numbers = {note.cite: number for number, note in enumerate(reply.footnotes, start=1)}

    def cited(text: str, cites: Sequence[str]) -> str:
        marks = "".join(f" [{numbers[cite]}]" for cite in cites if cite in numbers)
        return f"{text}{marks}"

    blocks = bullets(cited(statement.text, statement.cites) for statement in reply.statements)
    if not blocks:
        blocks = paragraph(notification(reply))
    for section in reply.more:
        blocks += heading(section.title if section.share == "customer" else f"{section.title} (internal)")
        blocks += bullets(cited(statement.text, statement.cites) for statement in section.statements)
    if reply.open_questions:
        blocks += heading("Not known")
        blocks += bullets(f"{open.missing}: {open.why} {open.owner} finds out." for open in reply.open_questions)
    if reply.footnotes:
        blocks += heading("Where it comes from")
        blocks += paragraph("\n".join(f"[{numbers[note.cite]}] {note.label}" for note in reply.footnotes))
    if reply.as_of:
        blocks += small(f"As of {reply.as_of}")
    return view("Sources and the rest", blocks)


def stakeholders(behind: Behind, roles: Mapping[str, str]) -> View:
    """Asks for whom to draft instead."""
    if not roles:
        return view("Another stakeholder", paragraph("The segment model of this workspace has no roles."))
    choice = StaticSelectElement(
        action_id="role", options=[_option(name, id) for id, name in roles.items()][:MOST_OPTIONS]
    )
    block = InputBlock(block_id="role", label=_text("For whom?"), element=choice)
    return view("Another stakeholder", [block], callback="stakeholder", behind=behind, submit="Draft")


def wrong(behind: Behind, accounts: Mapping[str, str], questions: Mapping[str, str]) -> View:
    """Asks what is wrong: a segment (a dispute), or something not known (an answer); else only the reason."""
    blocks: list[Block] = []
    if accounts:
        named = [_option(name, id) for id, name in accounts.items()][:MOST_OPTIONS]
        blocks.append(
            _input(
                "account",
                "Which account?",
                StaticSelectElement(action_id="account", options=named, initial_option=named[0]),
            )
        )
        kinds = [_option("The account segment is wrong", "dispute")]
        if questions:
            kinds.append(_option("I know something that is not known", "answer"))
        kinds.append(_option("Something else", "other"))
        blocks.append(
            _input(
                "kind", "What is wrong?", RadioButtonsElement(action_id="kind", options=kinds, initial_option=kinds[0])
            )
        )
    if questions:
        asked = [_option(ask, name) for name, ask in questions.items()][:MOST_OPTIONS]
        blocks.append(
            _input(
                "attribute",
                "What do you know?",
                StaticSelectElement(action_id="attribute", options=asked),
                optional=True,
            )
        )
        blocks.append(
            _input("value", "The answer", PlainTextInputElement(action_id="value", max_length=200), optional=True)
        )
    reason = PlainTextInputElement(action_id="reason", multiline=True, max_length=2000)
    blocks.append(_input("reason", "Why, or who told you?", reason))
    return view("This is wrong", blocks, callback="wrong", behind=behind, submit="Send")


def not_helpful(behind: Behind) -> View:
    """Asks for the reason."""
    reason = PlainTextInputElement(action_id="reason", multiline=True, max_length=2000)
    block = _input("reason", "What was missing or wrong?", reason, optional=True)
    return view("Not helpful", [block], callback="not_helpful", behind=behind, submit="Send")


def _input(
    id: str,
    label: str,
    element: StaticSelectElement | RadioButtonsElement | PlainTextInputElement,
    *,
    optional: bool = False,
) -> InputBlock:
    return InputBlock(block_id=id, label=_text(label), element=element, optional=optional)


def _option(label: str, value: str) -> Option:
    return Option(text=_text(label if len(label) <= 75 else label[:74] + "…"), value=value)


def _text(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
