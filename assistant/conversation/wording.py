"""Who words an answer: the language model where one is configured and may be asked, else the tools themselves.

Refusals, questions asked back, follow-ups and tools that rest on words alone never reach a language model: what they
say is exact already, and a name of nobody stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from assistant.app import Assistant
from assistant.conversation.ask import Ask
from assistant.conversation.replies import finished
from assistant.conversation.tools import TOOLS
from assistant.conversation.wanted import Wanted
from assistant.domain.conversation import Reply
from assistant.domain.finding import Finding
from assistant.domain.thread import Turn
from assistant.drafting import load_prompts

if TYPE_CHECKING:  # for annotations only: it loads the vendor's libraries, which only a configured model needs
    from assistant.llm.endpoint import Endpoint

EXACT = frozenset({"help", "status", "check", "translate", "align"})
"""Tools whose own words are the answer."""


@dataclass(frozen=True)
class Worded:
    """A reply, what it answers, and who put it into words."""

    reply: Reply
    wanted: Wanted
    writer: str = ""
    """Name of the language model; empty when the words are those of the tools."""


class Wording:
    """The way to the language model, opened when it is first needed."""

    def __init__(self) -> None:
        self._endpoint: Endpoint | None = None
        self._alone = Lock()

    def worded(self, ask: Ask, turns: Sequence[Turn], question: str, plain: Reply) -> Worded:
        """The reply as the language model words it, or the plain one with the reason why not."""
        if not self._may_be_asked(ask, plain):
            return Worded(plain, ask.wanted)
        from assistant.conversation.agent import Agent

        agent = Agent(self._open(ask.assistant), load_prompts(ask.assistant.workspace), ask, turns)
        made = agent.worded(question)
        instead = made.reply if plain.abstained or not made.trouble else None
        if instead is None or made.wanted is None:
            return Worded(_composed(plain, ask, made.trouble), ask.wanted)
        reply = finished(instead, Ask(ask.assistant, ask.universe, made.wanted, ask.progress), question)
        if made.trouble:
            return Worded(_composed(reply, ask, made.trouble), made.wanted)
        return Worded(reply, made.wanted, f"model:{ask.assistant.settings.llm.model}")

    def _may_be_asked(self, ask: Ask, plain: Reply) -> bool:
        wanted, tool = ask.wanted, TOOLS.get(ask.wanted.intent)
        if not ask.assistant.settings.llm.model or ask.universe.scoring is None:
            return False
        if wanted.nobody or wanted.choices or plain.choices or wanted.follow_up in ("shorter", "more", "source"):
            return False
        return tool is None or tool.name not in EXACT

    def _open(self, assistant: Assistant) -> Endpoint:
        from assistant.llm.endpoint import Endpoint

        with self._alone:
            if self._endpoint is None:
                self._endpoint = Endpoint(assistant.settings.llm)
            return self._endpoint


def _composed(reply: Reply, ask: Ask, trouble: str) -> Reply:
    """The reply with a finding that says why it is not in the language model's words."""
    model = ask.assistant.settings.llm.model
    note = Finding(
        file="reply",
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        rule="writer",
        severity="warning",
        text="",
        message=f"the tools worded this answer instead of the language model `{model}`: {trouble}.",
    )
    return reply.model_copy(update={"findings": (*reply.findings, note)})
