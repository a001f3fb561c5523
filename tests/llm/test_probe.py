"""What `doctor` learns of an endpoint."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from model_server import ChatServer, Step, answered, computed, refused

from assistant.domain.language_model import LanguageModelSettings, Price
from assistant.errors import ConfigurationError, ModelUnavailableError
from assistant.llm import Gateway, estimate, open_gateway, probe
from assistant.llm.scripted import ManualClock, scripted_gateway

PRICE = Price(input_per_million=2, output_per_million=8, as_of=date(2026, 11, 1))


def gateway(server: ChatServer, *script: Step, model: str = "loopback-1") -> Gateway:
    server.script = list(script)
    settings = LanguageModelSettings(model=model, base_url=server.base_url, prices={"loopback-1": PRICE})
    return open_gateway(settings, clock=ManualClock(), jitter=Random(1))


def test_an_endpoint_is_described_and_priced(chat_server: ChatServer) -> None:
    """Models, ways of holding it to a form, and tokens measured on the trial give the cost of a piece of work."""
    asked = gateway(chat_server, answered('{"word": "stakeholder", "count": 4}'))
    seen = probe(asked)
    assert seen.works
    assert seen.offers == ("loopback-1",)
    assert seen.supports == ("json_schema", "json_object", "none")
    work = estimate(seen, asked, told=10_000, answered=2_000)
    assert seen.characters_per_token is not None
    assert work.usage.input == round(10_000 / seen.characters_per_token)
    assert work.cost == work.usage.cost(PRICE)
    assert (work.currency, work.price_as_of) == ("USD", PRICE.as_of)
    asked.close()


def test_what_an_endpoint_does_not_support_is_told_apart(chat_server: ChatServer) -> None:
    """An endpoint that ignores the form says so: the way that is set fails, and the list says which way works."""

    def only_objects(request: dict[str, object]) -> str:
        form = request.get("response_format")
        return '{"word": "account", "count": 1}' if form == {"type": "json_object"} else "The word is account."

    asked = gateway(chat_server, computed(only_objects))
    seen = probe(asked)
    assert not seen.works
    assert seen.failure and "JSON" in seen.failure
    assert seen.supports == ("json_object",)
    asked.close()


def test_a_wrong_name_is_answered_with_near_ones(chat_server: ChatServer) -> None:
    """A model that the endpoint does not have: the error names those that it lists."""
    asked = gateway(chat_server, refused(404), model="lopback-1")
    with pytest.raises(ConfigurationError, match="Did you mean `loopback-1`"):
        probe(asked)
    asked.close()


def test_refused_credentials_are_an_error_of_their_own(chat_server: ChatServer) -> None:
    """The probe passes a refusal on, as drafting does."""
    asked = gateway(chat_server, refused(401))
    with pytest.raises(ModelUnavailableError):
        probe(asked)
    asked.close()


def test_without_a_price_there_is_no_cost() -> None:
    """Tokens are still counted; money is not made up."""
    asked = scripted_gateway(lambda _: '{"word": "account", "count": 1}')
    work = estimate(probe(asked), asked, told=400, answered=40)
    assert work.cost is None
    assert work.usage.input > work.usage.output > 0
