"""What Slack refuses in a message or a view, by the SDK's own models.

A block that the models do not know, that they would change, or that breaks one of their limits is refused, and so are
two elements with one `action_id` and texts that are empty or too long.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

MOST_BLOCKS = 50
MOST_CHARACTERS = 40_000
RICH_TEXT = 4_000
INPUTS_IN_MESSAGES = ("input",)


class RefusedError(Exception):
    """What Slack answers with `ok: false`."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = details


def blocks(given: Any, *, most: int = MOST_BLOCKS, error: str = "invalid_blocks") -> list[dict[str, Any]]:
    """The blocks of a message, as they are kept; `RefusedError` for what Slack would not take."""
    found = _decoded(given, error)
    if not found:
        return []
    if not isinstance(found, list) or len(found) > most:
        raise RefusedError(error, messages=[f"at most {most} blocks"])
    for block in found:
        _block(block, error)
    repeated = [id for id, number in Counter(_action_ids(found)).items() if number > 1]
    if repeated:
        raise RefusedError(error, messages=[f"`action_id` {repeated[0]} is there twice"])
    return found


def message(arguments: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a message that says something."""
    kept = blocks(arguments.get("blocks"))
    text = arguments.get("text") or ""
    if not text and not kept:
        raise RefusedError("no_text")
    if len(text) > MOST_CHARACTERS:
        raise RefusedError("msg_too_long")
    if any(block["type"] in INPUTS_IN_MESSAGES for block in kept):
        raise RefusedError("invalid_blocks", messages=["input blocks stand in modals only"])
    return kept


def view(given: Any, kind: str) -> dict[str, Any]:
    """A modal or home tab, as it is kept."""
    found = _decoded(given, "invalid_arguments")
    if not isinstance(found, dict) or found.get("type") != kind:
        raise RefusedError("invalid_arguments", messages=[f"not a view of type {kind}"])
    blocks(found.get("blocks"), most=100, error="invalid_arguments")
    try:
        View(**found).to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        raise RefusedError("invalid_arguments", messages=[str(error)]) from error
    inputs = any(block["type"] == "input" for block in found["blocks"])
    if kind == "modal" and ("title" not in found or (inputs and "submit" not in found)):
        raise RefusedError("invalid_arguments", messages=["a modal has a title, and with inputs a submit button"])
    return found


def _decoded(given: Any, error: str) -> Any:
    try:
        return json.loads(given) if isinstance(given, str) else given
    except json.JSONDecodeError as problem:
        raise RefusedError(error, messages=[str(problem)]) from problem


def _block(given: Any, error: str) -> None:
    try:
        parsed = Block.parse(given)
        known = parsed.to_dict() if parsed else None
    except (SlackObjectFormationError, TypeError, AttributeError, ValueError) as problem:
        raise RefusedError(error, messages=[str(problem)]) from problem
    if known is None:
        raise RefusedError(
            error, messages=[f"no block of type {given.get('type') if isinstance(given, dict) else given}"]
        )
    if json.loads(json.dumps(known)) != {name: value for name, value in given.items() if value not in (None, [])}:
        raise RefusedError(error, messages=[f"{given['type']}: a field that Slack does not know"])
    for text in _texts(given):
        if not text or len(text) > RICH_TEXT:
            raise RefusedError(error, messages=[f"{given['type']}: a text that is empty or too long"])


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)


def _action_ids(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "action_id" in part:
            yield str(part["action_id"])
        for value in part.values():
            yield from _action_ids(value)
    elif isinstance(part, list):
        for value in part:
            yield from _action_ids(value)
