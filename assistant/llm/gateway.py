"""The one way to a language model: a prompt and a form go in, a value or the reason why there is none comes out.

Only refused credentials, used-up quota and a model that the endpoint does not have are raised; every other fault is a
`Failure` in the reply, so that a caller can go on without the language model. An answer that broke off, was cut or
declined is never a value.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from random import Random
from threading import Lock
from typing import Any

from pydantic import BaseModel

from assistant.domain.language_model import LanguageModelSettings, Usage
from assistant.llm.budget import Budget
from assistant.llm.cache import ResponseCache, cache_key, recall, remember
from assistant.llm.clock import Clock
from assistant.llm.exchange import Answer, Failure, Model, Prompt, Reply, Request, Schema
from assistant.llm.patience import Patience
from assistant.llm.reading import read

LONGER = 2


class Gateway:
    """Asks one model under one set of settings; safe to use from several threads."""

    def __init__(
        self,
        model: Model,
        settings: LanguageModelSettings,
        *,
        clock: Clock,
        jitter: Random,
        cache: ResponseCache | None = None,
    ) -> None:
        self.model = model
        self.settings = settings
        self.clock = clock
        self._jitter = jitter
        self._cache = cache if settings.cache else None
        self.budget: Budget | None = None
        """What may be spent; None is no limit. Answers from the cache cost nothing."""
        self._spent = Usage()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Name of the model, as it was set up."""
        return self.model.name

    @property
    def spent(self) -> Usage:
        """Tokens of all calls so far."""
        return self._spent

    def write(self, prompt: Prompt, schema: type[Schema], *, rights: str = "") -> Reply[Schema]:
        """One answer of that form.

        `rights` stands for what the asker may see and keeps askers apart in the cache. Raises
        `ModelUnavailableError` and `ConfigurationError` as `Model.answer` does, and `BudgetError` before a call that
        the budget does not cover.
        """
        request = self._request(prompt, schema)
        key = cache_key(request, self.settings, rights)
        started = self.clock.now()
        kept = recall(self._cache, key) if self._cache else None
        if kept is not None and not isinstance(value := read(kept, schema), Failure):
            seconds = self.clock.now() - started
            return Reply(value, None, kept.text, kept.finish, kept.model, Usage(), calls=0, seconds=seconds)
        outcome, usage, calls = self._ask(request)
        with self._lock:
            self._spent += usage
        reply = self._reply(outcome, schema, usage, calls, self.clock.now() - started)
        if self._cache and reply.value is not None and isinstance(outcome, Answer):
            remember(self._cache, key, outcome)
        return reply

    def close(self) -> None:
        """Lets connections go."""
        self.model.close()

    def _request(self, prompt: Prompt, schema: type[Schema]) -> Request:
        return Request(
            messages=prompt.messages(),
            form=schema.__name__,
            json_schema=_form(schema),
            structured=self.settings.structured,
            max_tokens=self.settings.max_tokens,
        )

    def _ask(self, request: Request) -> tuple[Answer | Failure, Usage, int]:
        """The answer and what it used; one that hit the limit is asked for once more with a larger one."""
        patience = Patience(self.settings, self.clock, self._jitter)
        outcome = self._call(patience, request)
        if isinstance(outcome, Failure) or outcome.finish != "length":
            return outcome, _usage(outcome), patience.calls
        longer = self._call(patience, replace(request, max_tokens=request.max_tokens * LONGER))
        return longer, outcome.usage + _usage(longer), patience.calls

    def _call(self, patience: Patience, request: Request) -> Answer | Failure:
        if self.budget is None:
            return patience.ask(partial(self.model.answer, request))
        return self.budget.spend(request, lambda: patience.ask(partial(self.model.answer, request)))

    def _reply(
        self, outcome: Answer | Failure, schema: type[Schema], usage: Usage, calls: int, seconds: float
    ) -> Reply[Schema]:
        if isinstance(outcome, Failure):
            return Reply(None, outcome, "", None, self.name, usage, calls, seconds)
        read_out = read(outcome, schema)
        value, failure = (None, read_out) if isinstance(read_out, Failure) else (read_out, None)
        return Reply(value, failure, outcome.text, outcome.finish, outcome.model, usage, calls, seconds)


@cache
def _form(schema: type[BaseModel]) -> dict[str, Any]:
    return schema.model_json_schema()


def _usage(outcome: Answer | Failure) -> Usage:
    return Usage() if isinstance(outcome, Failure) else outcome.usage


def open_gateway(
    settings: LanguageModelSettings, *, clock: Clock, jitter: Random, cache: ResponseCache | None = None
) -> Gateway:
    """A gateway to the endpoint of the settings."""
    return Gateway(_AtFirstCall(settings), settings, clock=clock, jitter=jitter, cache=cache)


class _AtFirstCall:
    """An endpoint that is opened when it is first called: an answer from the cache loads no vendor."""

    def __init__(self, settings: LanguageModelSettings) -> None:
        self._settings = settings
        self._opened: Model | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        return self._settings.model or ""

    def answer(self, request: Request, seconds: float, /) -> Answer | Failure:
        return self._open().answer(request, seconds)

    def listed(self, seconds: float, /) -> tuple[str, ...] | Failure:
        return self._open().listed(seconds)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _open(self) -> Model:
        with self._lock:
            if self._opened is None:
                from assistant.llm.endpoint import Endpoint

                self._opened = Endpoint(self._settings)
            return self._opened
