"""The only door to LangChain and OpenAI: one model at one OpenAI-compatible endpoint.

Each call is given up at its deadline, even when the endpoint sends a byte a second: the call runs as a task of an
event loop, cancelling it closes the connection, and the caller's thread is free. The vendor's own retries, traces and
environment variables are off; what is tried again, and when, is for `Patience` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import openai
from langchain.chat_models import init_chat_model
from langchain_core.messages import AIMessage, BaseMessage
from langchain_openai.chat_models.base import BaseChatOpenAI
from langsmith import tracing_context

from assistant.domain.language_model import LanguageModelSettings, Usage
from assistant.llm import faults
from assistant.llm.calls import Calls
from assistant.llm.exchange import Answer, Failure, Request

NO_KEY = "not-needed"
CONNECT_SECONDS = 10.0

Result = TypeVar("Result")


class Endpoint:
    """A `Model` over HTTP."""

    def __init__(self, settings: LanguageModelSettings) -> None:
        self._settings = settings
        self._calls = Calls()
        self._http = openai.DefaultAsyncHttpxClient()
        self._chat = _chat(settings, self._http)

    @property
    def name(self) -> str:
        """As it was set up."""
        return self._settings.model or ""

    def answer(self, request: Request, seconds: float, /) -> Answer | Failure:
        """One call of the chat interface."""
        try:
            return _answer(self._calls.run(self._ask(request), seconds))
        except TimeoutError:
            return Failure("deadline", f"{seconds:.0f} s")
        except (openai.OpenAIError, *faults.MALFORMED) as error:
            return faults.failure(error, self._settings)

    def led(
        self, conversation: Callable[[BaseChatOpenAI], Coroutine[Any, Any, Result]], seconds: float
    ) -> Result | Failure:
        """What comes of a conversation that somebody else leads with the model, given up after that many seconds."""
        try:
            return self._calls.run(self._untraced(conversation), seconds)
        except TimeoutError:
            return Failure("deadline", f"{seconds:.0f} s")
        except openai.OpenAIError as error:
            return faults.failure(error, self._settings)

    async def _untraced(self, conversation: Callable[[BaseChatOpenAI], Coroutine[Any, Any, Result]]) -> Result:
        with tracing_context(enabled=False):
            return await conversation(self._chat)

    def listed(self, seconds: float, /) -> tuple[str, ...] | Failure:
        """Names of the models that the endpoint offers."""
        try:
            return self._calls.run(self._list(), seconds)
        except TimeoutError:
            return Failure("deadline", f"{seconds:.0f} s")
        except (openai.OpenAIError, *faults.MALFORMED) as error:
            return faults.failure(error, self._settings)

    def close(self) -> None:
        """Closes connections and ends the thread of the loop; a second time does nothing."""
        self._calls.close(self._http.aclose)

    async def _ask(self, request: Request) -> BaseMessage:
        messages = [(message.role, message.text) for message in request.messages]
        with tracing_context(enabled=False):
            return await self._chat.ainvoke(messages, max_tokens=request.max_tokens, extra_body=_form(request))

    async def _list(self) -> tuple[str, ...]:
        page = await self._chat.root_async_client.models.list()
        return tuple(sorted(model.id for model in page.data))


def _chat(settings: LanguageModelSettings, http: openai.DefaultAsyncHttpxClient) -> BaseChatOpenAI:
    key = settings.api_key.get_secret_value() if settings.api_key else ""
    options: dict[str, Any] = {
        "api_key": key or NO_KEY,
        "max_retries": 0,
        "timeout": openai.Timeout(None, connect=CONNECT_SECONDS),
        "http_async_client": http,
        "cache": False,
        "use_responses_api": False,
        "seed": settings.seed,
    }
    if settings.temperature != "default":
        options["temperature"] = settings.temperature
    chat = init_chat_model(settings.model, model_provider=settings.provider, **options, **_address(settings))
    if not isinstance(chat, BaseChatOpenAI):
        raise TypeError(f"provider {settings.provider} is not spoken over the chat interface")
    return chat


def _address(settings: LanguageModelSettings) -> dict[str, Any]:
    if settings.provider == "openai":
        return {"base_url": settings.base_url}
    return {
        "azure_endpoint": settings.base_url,
        "azure_deployment": settings.deployment or settings.model,
        "api_version": settings.api_version,
    }


def _form(request: Request) -> dict[str, Any]:
    """What holds the endpoint to the form, said in the body itself, so that no vendor parses form and answer again."""
    if request.structured == "none":
        return {}
    if request.structured == "json_object":
        return {"response_format": {"type": "json_object"}}
    form = {"name": request.form, "strict": True, "schema": dict(request.json_schema)}
    return {"response_format": {"type": "json_schema", "json_schema": form}}


def _answer(message: BaseMessage) -> Answer:
    if not isinstance(message, AIMessage):
        raise TypeError(f"an answer of type {message.type}")
    told, used = message.response_metadata, message.usage_metadata
    cached = used.get("input_token_details", {}).get("cache_read", 0) if used else 0
    return Answer(
        text=_clean(message.text),
        finish=told.get("finish_reason") or None,
        model=str(told.get("model_name", "")),
        refusal=message.additional_kwargs.get("refusal") or None,
        usage=Usage(input=used["input_tokens"], cached=cached, output=used["output_tokens"]) if used else Usage(),
    )


def _clean(text: str) -> str:
    """Half a surrogate pair is no character and cannot be written anywhere."""
    return text.encode("utf-8", "replace").decode("utf-8")
