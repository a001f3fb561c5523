"""How tests talk to a brain: an assistant over a folder, and what of a reply they look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.app import Assistant
from assistant.domain.conversation import Reply
from assistant.domain.run import Day
from assistant.settings import configure
from assistant.workspace import Workspace

Talk = Callable[..., Reply]


def opened(folder: Path, **settings: object) -> Assistant:
    """The assistant of a workspace, as a surface opens it."""
    workspace = Workspace.at(folder)
    configured = configure(workspace.root / "parlance.toml", {}, settings).settings
    return Assistant(workspace, configured, Day(today=date(2026, 11, 22), wanted=configured.as_of))


def shown(reply: Reply) -> str:
    """Everything of a reply but the question."""
    return reply.model_copy(update={"question": ""}).model_dump_json()


def said(reply: Reply) -> str:
    """The words of an answer."""
    return "\n".join([*(statement.text for statement in reply.statements), reply.text, reply.reason])
