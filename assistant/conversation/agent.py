"""The language model that words answers: it calls the tools, and nothing of its own is shown unchecked.

The only module of this room that knows LangChain. Names are resolved in the asker's universe, people leave as
placeholders, the number of calls and the time are limited, and the last text goes through the review. What comes of it
is the worded answer, or the tools' own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.tools import StructuredTool
from langchain_openai.chat_models.base import BaseChatOpenAI

from assistant.conversation import refusals
from assistant.conversation.ask import Ask
from assistant.conversation.named import Names, wanted
from assistant.conversation.review import faults
from assistant.conversation.tools import TOOLS, Tool
from assistant.conversation.veil import Veil
from assistant.conversation.wanted import Wanted
from assistant.domain.conversation import Reply
from assistant.domain.draft import Statement
from assistant.domain.thread import Turn
from assistant.drafting.writers.form import WrittenAnswer
from assistant.drafting.writers.prompts import Prompts
from assistant.drafting.writers.telling import told_form, told_glossary
from assistant.errors import ParlanceError
from assistant.llm import Answer, Failure
from assistant.llm.endpoint import Endpoint
from assistant.llm.reading import read

REMEMBERED = 4
"""Turns of the thread that the model is told."""
MOST_LINES = 30
"""Lines of one tool that the model is told."""


@dataclass(frozen=True)
class Outcome:
    """What came of asking a language model."""

    reply: Reply | None
    """The answer that may be shown; None when there is none."""
    wanted: Wanted | None = None
    """What the tool behind it was called with."""
    trouble: str = ""
    """Why the words are not the model's; holds no word of an answer that was not accepted."""


@dataclass
class Agent:
    """A language model with the tools of one asker."""

    endpoint: Endpoint
    prompts: Prompts
    ask: Ask
    turns: Sequence[Turn] = ()
    _made: list[tuple[Wanted, Reply]] = field(default_factory=list)

    def worded(self, question: str) -> Outcome:
        """The answer to a question; raises `ModelUnavailableError` for refused credentials and quota."""
        settings = self.ask.assistant.settings
        self.ask.progress(f"asking the language model {settings.llm.model}")
        try:
            last = self.endpoint.led(lambda chat: self._led(chat, question), settings.llm.timeout_seconds)
        except ModelCallLimitExceededError:
            return self._unworded("it called tools without coming to an end")
        if isinstance(last, Failure):
            return self._unworded(last.reason)
        value = read(_answer(last), WrittenAnswer)
        if isinstance(value, Failure):
            return self._unworded(value.reason)
        statements = tuple(
            Statement(text=self._veil.restore(one.text).strip(), cites=tuple(map(self._cite, one.cites)))
            for one in value.statements
        )
        if faults(statements, [reply for _, reply in self._made], self.ask):
            return self._unworded("it did not pass the review")
        return self._shown(statements)

    async def _led(self, chat: BaseChatOpenAI, question: str) -> BaseMessage:
        """Runs the model and the tools until its last message."""
        settings = self.ask.assistant.settings
        calls = settings.conversation.model_calls
        limits: list[Any] = [
            ModelCallLimitMiddleware(run_limit=calls, exit_behavior="error"),
            ToolCallLimitMiddleware(run_limit=2 * calls, exit_behavior="continue"),
        ]
        agent = create_agent(
            chat.model_copy(update={"max_tokens": settings.llm.max_tokens}),
            [self._tool(tool) for tool in TOOLS.values()],
            system_prompt=self._system(),
            middleware=limits,
        )
        told: Any = {"messages": [*self._history(), ("user", self._veil.hide(question))]}
        state = await agent.ainvoke(told)
        last: BaseMessage = state["messages"][-1]
        return last

    def _tool(self, tool: Tool) -> StructuredTool:
        def called(**names: Any) -> str:
            return self._called(tool, names)

        return StructuredTool.from_function(called, name=tool.name, description=tool.purpose, args_schema=Names)

    def _called(self, tool: Tool, names: dict[str, Any]) -> str:
        """What a tool says, a line for each sentence with what it cites."""
        given = json.loads(self._veil.restore(json.dumps(names, ensure_ascii=False)))
        request = wanted(tool.name, Names.model_validate(given), self.ask.universe)
        ask = Ask(self.ask.assistant, self.ask.universe, request, self.ask.progress)
        try:
            reply = refusals.of(ask) or tool.run(ask)
        except ParlanceError as error:
            return f"This tool cannot answer: {self._veil.hide(str(error))}"
        reply = reply.model_copy(update={"intent": tool.name})
        self._made.append((request, reply))
        every = [*reply.statements, *(s for part in reply.more for s in part.statements)]
        lines = [f"[{', '.join(map(self._handle, s.cites))}] {s.text}" for s in every[:MOST_LINES]]
        return self._veil.hide("\n".join([*lines, *filter(None, (reply.text, reply.reason))]))

    def _system(self) -> str:
        assistant, universe = self.ask.assistant, self.ask.universe
        named = (*universe.roles.values(), *universe.account_segments.values(), *universe.stakeholder_segments.values())
        return self.prompts.of("agent").fill(
            company=assistant.settings.company,
            product=assistant.settings.product,
            glossary=told_glossary(assistant.glossary.value),
            people=", ".join(named),
            form=told_form(WrittenAnswer),
        )

    def _history(self) -> list[tuple[str, str]]:
        """The last turns that the asker may see."""
        told: list[tuple[str, str]] = []
        for turn in self.turns[-REMEMBERED:]:
            answer = " ".join(statement.text for statement in turn.reply.statements) or turn.reply.reason
            told += [("user", self._veil.hide(turn.question)), ("assistant", self._veil.hide(answer))]
        return told

    def _shown(self, statements: tuple[Statement, ...]) -> Outcome:
        """The words with everything else of the tool that they cite most."""
        request, reply = self._best(statements)
        accounts = {id for _, made in self._made for id in made.accounts}
        own = {"statements": statements, "accounts": tuple(sorted(accounts)), "abstained": False, "reason": ""}
        return Outcome(reply.model_copy(update=own), request)

    def _best(self, statements: Sequence[Statement]) -> tuple[Wanted, Reply]:
        cited = [cite for statement in statements for cite in statement.cites]

        def weight(made: tuple[Wanted, Reply]) -> int:
            own = {cite for statement in made[1].statements for cite in statement.cites}
            return sum(cite in own for cite in cited)

        return max(self._made, key=weight)

    def _unworded(self, trouble: str) -> Outcome:
        """What the last tool said that had something to say."""
        for request, reply in reversed(self._made):
            if not reply.abstained:
                return Outcome(reply, request, trouble)
        return Outcome(None, None, trouble)

    def _handle(self, cite: str) -> str:
        """What stands for a citation: passages have numbers, for a file may be named after a person."""
        return self._handles.setdefault(cite, f"passage:{len(self._handles) + 1}" if cite[:8] == "passage:" else cite)

    def _cite(self, handle: str) -> str:
        plain = handle.strip().strip("[]")
        return next((cite for cite, known in self._handles.items() if known == plain), plain)

    def __post_init__(self) -> None:
        people = self.ask.universe.people.names.values()
        settings, names = self.ask.assistant.settings, self.ask.universe.accounts.names.values()
        self._veil = Veil(tuple(people), (settings.company, settings.product, *names))
        self._handles: dict[str, str] = {}


def _answer(message: BaseMessage) -> Answer:
    """The last message as the gateway's readers judge it."""
    told = message.response_metadata if isinstance(message, AIMessage) else {}
    refusal = message.additional_kwargs.get("refusal") or None
    return Answer(text=message.text, finish=told.get("finish_reason") or None, model="", refusal=refusal)
