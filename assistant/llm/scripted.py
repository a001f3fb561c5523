"""A language model that plays a script, for tests of what is built on the gateway.

Everything but the network is real: retries, deadlines, reading and caching are the gateway's own.

    gateway = scripted_gateway(['{"text": "…"}', Failure("busy"), '{"text": "…"}'])
    reply = gateway.write(prompt, MyForm)
    assert gateway.model.requests[0].messages[0].text == prompt.prefix
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random

from pydantic import BaseModel

from assistant.domain.language_model import LanguageModelSettings, Usage
from assistant.errors import ParlanceError
from assistant.llm.cache import ResponseCache
from assistant.llm.exchange import Answer, Failure, Request
from assistant.llm.gateway import Gateway

Line = str | BaseModel | Answer | Failure | ParlanceError
Script = Iterable[Line] | Callable[[Request], Line]


class ManualClock:
    """A clock that only moves when somebody sleeps on it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.sleeps: list[float] = []

    def now(self) -> float:
        """Seconds slept so far."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Moves on at once, and remembers."""
        self.sleeps.append(seconds)
        self.seconds += seconds


class ScriptedModel:
    """Answers with the lines of a list in order, or with what a function makes of each request.

    A text or a pydantic value is a finished answer; a `Failure` is what the network does; an error is raised. A list
    that is used up fails as an endpoint that cannot be reached.
    """

    def __init__(self, script: Script, *, name: str = "scripted") -> None:
        self._script: Callable[[Request], Line] | Iterator[Line] = script if callable(script) else iter(script)
        self._name = name
        self.requests: list[Request] = []

    @property
    def name(self) -> str:
        """As given."""
        return self._name

    def answer(self, request: Request, _seconds: float, /) -> Answer | Failure:
        """The next line of the script."""
        self.requests.append(request)
        line = self._script(request) if callable(self._script) else next(self._script, _USED_UP)
        if isinstance(line, ParlanceError):
            raise line
        if isinstance(line, Answer | Failure):
            return line
        text = line if isinstance(line, str) else line.model_dump_json()
        told = sum(len(message.text) for message in request.messages)
        return Answer(text, "stop", self._name, usage=Usage(input=told // 4, output=len(text) // 4))

    def listed(self, _seconds: float, /) -> tuple[str, ...] | Failure:
        """Itself."""
        return (self._name,)

    def close(self) -> None:
        """Nothing to let go."""


_USED_UP = Failure("connection", "the script has no more lines")


def scripted_gateway(
    script: Script,
    *,
    settings: LanguageModelSettings | None = None,
    clock: ManualClock | None = None,
    cache: ResponseCache | None = None,
) -> Gateway:
    """A gateway over a scripted model, on a clock that nobody waits for."""
    settings = settings or LanguageModelSettings(model="scripted")
    model = ScriptedModel(script, name=settings.model or "scripted")
    return Gateway(model, settings, clock=clock or ManualClock(), jitter=Random(1), cache=cache)
