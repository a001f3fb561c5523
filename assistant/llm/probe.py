"""A look at the endpoint, for `doctor`: has it the model, what does it support, what does it cost?"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from assistant.domain.language_model import Structured, Usage
from assistant.domain.value import Value
from assistant.errors import ConfigurationError, did_you_mean
from assistant.llm.exchange import Answer, Failure, Message, Request
from assistant.llm.gateway import Gateway
from assistant.llm.reading import read

SECONDS = 30.0
USUAL_CHARACTERS_PER_TOKEN = 4.0
QUESTION = (
    "This is a test of the connection. Answer with JSON only, in the form "
    '{"word": "<one of: account, stakeholder>", "count": <a whole number from 1 to 9>}. '
    "An account is an organisation that we sell to, never a person. A stakeholder is a person in an account, never an "
    "organisation. Choose the word that means a person, and count the words of this sentence's last clause."
)


class Echo(Value):
    """The form of the trial answer."""

    word: Literal["account", "stakeholder"]
    """One of two words."""
    count: int
    """Any whole number."""


class Estimate(Value):
    """What one piece of work would use."""

    usage: Usage
    """Tokens, from the number of characters and what the trial used."""
    cost: float | None
    """In `currency`; None when the settings give no price for this model."""
    currency: str | None
    """Currency of the price."""
    price_as_of: date | None
    """The day of the price."""


class Probe(Value):
    """What was seen of an endpoint."""

    offers: tuple[str, ...] | None
    """Names of the models it lists; None when it lists none."""
    supports: tuple[Structured, ...]
    """Ways of holding it to a form in which it answered in the form."""
    failure: str | None
    """Why the way that is set did not work; None when it did."""
    seconds: float
    """How long the answer took that was asked for in the way that is set."""
    characters_per_token: float | None
    """Measured on the trial; None when the endpoint counts no tokens."""

    @property
    def works(self) -> bool:
        """Whether drafts can be written as things are set."""
        return self.failure is None


def probe(gateway: Gateway) -> Probe:
    """Asks for the list of models and for one short answer in each way; raises as `Model.answer` does."""
    offers = _offers(gateway)
    started = gateway.clock.now()
    outcome = _trial(gateway, gateway.settings.structured, offers)
    seconds = gateway.clock.now() - started
    supports = tuple(
        way
        for way in get_args(Structured)
        if not _fault(outcome if way == gateway.settings.structured else _trial(gateway, way, offers))
    )
    fault = _fault(outcome)
    told = outcome.usage.input if isinstance(outcome, Answer) else 0
    return Probe(
        offers=offers,
        supports=supports,
        failure=str(fault) if fault else None,
        seconds=seconds,
        characters_per_token=len(QUESTION) / told if told else None,
    )


def estimate(probe: Probe, gateway: Gateway, *, told: int, answered: int) -> Estimate:
    """What a call of so many characters in and out would use and cost."""
    ratio = probe.characters_per_token or USUAL_CHARACTERS_PER_TOKEN
    usage = Usage(input=round(told / ratio), output=round(answered / ratio))
    price = gateway.settings.price
    if price is None:
        return Estimate(usage=usage, cost=None, currency=None, price_as_of=None)
    return Estimate(usage=usage, cost=usage.cost(price), currency=price.currency, price_as_of=price.as_of)


def _offers(gateway: Gateway) -> tuple[str, ...] | None:
    """The models that are listed; many local servers list none."""
    try:
        listed = gateway.model.listed(SECONDS)
    except ConfigurationError:
        return None
    return None if isinstance(listed, Failure) else listed


def _trial(gateway: Gateway, way: Structured, offers: tuple[str, ...] | None) -> Answer | Failure:
    message = Message(role="user", text=QUESTION)
    request = Request((message,), Echo.__name__, Echo.model_json_schema(), way, max_tokens=64)
    try:
        return gateway.model.answer(request, SECONDS)
    except ConfigurationError as error:
        raise ConfigurationError(f"{error}{did_you_mean(gateway.name, offers or ())}") from error


def _fault(outcome: Answer | Failure) -> Failure | None:
    if isinstance(outcome, Failure):
        return outcome
    value = read(outcome, Echo)
    return value if isinstance(value, Failure) else None
