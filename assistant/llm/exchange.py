"""What goes to a language model and what comes back, in our own words.

A prompt becomes messages in one fixed order: the prefix, byte for byte the same for every account so that an endpoint
can cache it; then the task; then what was answered before and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from assistant.domain.language_model import Structured, Usage
from assistant.domain.value import Value

Schema = TypeVar("Schema", bound=BaseModel)

Role = Literal["system", "user", "assistant"]
FailureKind = Literal[
    "busy",
    "server",
    "connection",
    "deadline",
    "cut",
    "length",
    "empty",
    "refusal",
    "malformed",
    "rejected",
    "invalid_json",
    "wrong_form",
]

SENTENCES: Mapping[FailureKind, str] = {
    "busy": "the endpoint was too busy",
    "server": "the endpoint had a fault",
    "connection": "the endpoint could not be reached",
    "deadline": "the language model took too long",
    "cut": "the answer broke off",
    "length": "the answer was longer than `max_tokens` allows",
    "empty": "the answer was empty",
    "refusal": "the language model declined to answer",
    "malformed": "the endpoint did not answer as a language model does",
    "rejected": "the endpoint rejected the request",
    "invalid_json": "the answer was no valid JSON",
    "wrong_form": "the answer did not have the form that was asked for",
}

Vectors = list[list[float]]
"""One vector for each text of a call for embeddings."""
SEARCH_INSTEAD = '`embeddings = "wordllama"` searches without an endpoint.'
"""What a person can do when there are no embeddings."""


class Turn(Value):
    """An earlier answer, and what was said back."""

    answer: str
    """The language model's text."""
    reply: str
    """What is wrong with it, and what to do."""


class Prompt(Value):
    """Everything that the language model is told."""

    prefix: str
    """Rules, glossary and form: the same bytes for every account."""
    task: str
    """What to write now, the account last."""
    turns: tuple[Turn, ...] = ()
    """Answers that were sent back for repair, oldest first."""

    def after(self, turn: Turn) -> Prompt:
        """The same, with one more answer sent back."""
        return self.model_copy(update={"turns": (*self.turns, turn)})

    def messages(self) -> tuple[Message, ...]:
        """The messages in their fixed order."""
        told = [Message(role="system", text=self.prefix), Message(role="user", text=self.task)]
        for turn in self.turns:
            told += [Message(role="assistant", text=turn.answer), Message(role="user", text=turn.reply)]
        return tuple(told)


class Message(Value):
    """One message of the chat."""

    role: Role
    """Who speaks."""
    text: str
    """What is said."""


@dataclass(frozen=True)
class Request:
    """One call of an endpoint."""

    messages: tuple[Message, ...]
    form: str
    """Name of the form that the answer must have."""
    json_schema: Mapping[str, Any]
    """The form itself."""
    structured: Structured
    """How the endpoint is held to it."""
    max_tokens: int
    """Longest answer."""


@dataclass(frozen=True)
class Answer:
    """What a language model answered, not yet judged."""

    text: str
    finish: str | None
    """Why it stopped; None when the endpoint does not say, as after a broken stream."""
    model: str
    """The name that the endpoint gives itself."""
    refusal: str | None = None
    """What it says instead of an answer."""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True)
class Failure:
    """Why there is no answer to use."""

    kind: FailureKind
    detail: str = ""
    """What was seen, without secrets; may hold words of the endpoint or of the answer."""
    status: int | None = None
    """The HTTP status, where one was seen."""
    retry_after: float | None = None
    """Seconds that the endpoint asks us to wait."""

    @property
    def transient(self) -> bool:
        """Whether the same request may succeed a little later."""
        return self.kind in ("busy", "server", "connection")

    @property
    def repairable(self) -> bool:
        """Whether the language model can mend its answer when it is told what is wrong."""
        return self.kind in ("invalid_json", "wrong_form")

    @property
    def reason(self) -> str:
        """Why, in our own words alone: fit for people who must not read what was not checked."""
        return f"{SENTENCES[self.kind]} ({self.status})" if self.status else SENTENCES[self.kind]

    def __str__(self) -> str:
        return f"{SENTENCES[self.kind]} ({self.detail})" if self.detail else SENTENCES[self.kind]


@dataclass(frozen=True)
class Reply(Generic[Schema]):
    """An answer in its form, or the reason why there is none: exactly one of `value` and `failure` is set."""

    value: Schema | None
    failure: Failure | None
    text: str
    """The answer as it came, for a repair; may be empty after a failure."""
    finish: str | None
    model: str
    usage: Usage
    """Tokens of all calls that it took; none for an answer from the cache."""
    calls: int
    """Calls that it took; 0 from the cache."""
    seconds: float
    """From the question to the reply, waits included."""


class Model(Protocol):
    """An endpoint, or a script that plays one."""

    @property
    def name(self) -> str:
        """The model's name as it was set up."""
        ...

    def answer(self, request: Request, seconds: float, /) -> Answer | Failure:
        """One call that is given up after that many seconds.

        Raises `ModelUnavailableError` when credentials or quota are refused, `ConfigurationError` when the endpoint
        does not have the model.
        """
        ...

    def listed(self, seconds: float, /) -> tuple[str, ...] | Failure:
        """Names of the models that the endpoint offers; raises as `answer` does."""
        ...

    def close(self) -> None:
        """Lets connections go."""
        ...
