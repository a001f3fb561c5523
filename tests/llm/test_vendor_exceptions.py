"""The door knows every exception that the vendor has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import httpx2
import langchain_openai.chat_models.base as langchain_door
import openai
import pytest
from langchain_core.exceptions import ModelError
from openai import _exceptions as vendor_list

from assistant.domain.language_model import LanguageModelSettings
from assistant.errors import ConfigurationError, ModelUnavailableError, ParlanceError
from assistant.llm import faults
from assistant.llm.exchange import SENTENCES, Failure

SETTINGS = LanguageModelSettings(model="m", base_url="https://user:pass@models.example/v1")
RESPONSE = httpx2.Response(418, request=httpx2.Request("POST", "https://models.example/v1/chat/completions"))


def family(error: type[Exception]) -> Iterator[type[Exception]]:
    """A class and all that derive from it."""
    yield error
    for child in error.__subclasses__():
        yield from family(child)


def instance(error: type[Exception]) -> Exception:
    """One of that class, without its constructor's demands."""
    made = error.__new__(error)
    Exception.__init__(made, "said by the vendor")
    for name, value in {"message": "said", "code": None, "type": None, "body": None}.items():
        setattr(made, name, value)
    if isinstance(made, openai.APIStatusError):
        made.response, made.status_code = RESPONSE, RESPONSE.status_code
    return made


def test_every_public_exception_of_the_vendor_has_a_row() -> None:
    """A class that `openai` exports and the table lacks fails here, so an update cannot slip one past us."""
    public = [v for name, v in list(vars(openai).items()) if isinstance(v, type) and not name.startswith("_")]
    errors = {c for c in public if issubclass(c, Exception) and not issubclass(c, Warning)}
    assert errors >= {getattr(vendor_list, name) for name in vendor_list.__all__ if hasattr(openai, name)}
    assert errors - set(faults.KINDS) == set()


@pytest.mark.parametrize("error", sorted(set(family(openai.OpenAIError)), key=lambda c: (c.__module__, c.__name__)))
def test_every_exception_becomes_one_of_ours(error: type[Exception]) -> None:
    """Each class below the vendor's root, also of LangChain, ends as a failure with a sentence or as our error."""
    try:
        outcome = faults.failure(instance(error), SETTINGS)
    except ParlanceError as ours:
        assert isinstance(ours, ModelUnavailableError | ConfigurationError)
        assert "pass" not in str(ours)
    else:
        assert isinstance(outcome, Failure)
        assert str(outcome).startswith(SENTENCES[outcome.kind])


def test_langchain_raises_nothing_outside_the_vendors_tree_for_a_call() -> None:
    """What LangChain makes of a failed call still derives from the vendor's root, so the door catches it."""
    wrapped = [c for c in vars(langchain_door).values() if isinstance(c, type) and issubclass(c, ModelError)]
    own = [c for c in wrapped if c.__module__ == langchain_door.__name__]
    assert own
    assert all(issubclass(c, openai.OpenAIError) for c in own)


def test_the_price_of_a_reply_counts_what_was_cached() -> None:
    """Cached input costs what the provider asks for it; without such a price it costs like any input."""
    from assistant.domain.language_model import Price, Usage

    usage = Usage(input=1_000_000, cached=600_000, output=100_000)
    price = Price(input_per_million=2, output_per_million=8, as_of=date(2026, 11, 1))
    assert usage.cost(price) == pytest.approx(2 + 0.8)
    cheaper = price.model_copy(update={"cached_input_per_million": 0.5})
    assert usage.cost(cheaper) == pytest.approx(0.4 * 2 + 0.6 * 0.5 + 0.8)
