"""The language model: how it is set up, what it costs, what an answer used."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field, SecretStr, model_validator

from assistant.domain.value import Value

Structured = Literal["json_schema", "json_object", "none"]


class Price(Value):
    """What a language model costs, as its provider stated it on a day."""

    input_per_million: float = Field(ge=0)
    """Price of a million tokens that go in."""
    output_per_million: float = Field(ge=0)
    """Price of a million tokens that come out."""
    cached_input_per_million: float | None = Field(default=None, ge=0)
    """Price of a million tokens that the provider has in its cache; as other input when not given."""
    currency: str = "USD"
    """Three letters."""
    as_of: date
    """The day on which the price was read; it is shown beside each amount."""


class LanguageModelSettings(Value):
    """The `[llm]` table: which language model writes, and how patiently it is asked."""

    model: str | None = None
    """Name of the language model at its endpoint; without one the composer writes."""
    provider: Literal["openai", "azure_openai"] = "openai"
    """`openai` is every OpenAI-compatible endpoint."""
    base_url: str = "https://api.openai.com/v1"
    """Where the endpoint is; for Azure the address of the resource."""
    api_key: SecretStr | None = None
    """Key of the endpoint; local servers need none."""
    api_version: str | None = None
    """Azure only: version of its interface."""
    deployment: str | None = None
    """Azure only: name of the deployment; that of the model when not given."""
    temperature: float | Literal["default"] = 0.0
    """0 repeats itself best; `default` leaves it to models that take no other."""
    seed: int | None = 1
    """Sent along, for endpoints that can repeat themselves."""
    structured: Structured = "json_schema"
    """How the endpoint is held to the form of an answer; `parlance doctor` says what it supports."""
    max_tokens: int = Field(default=4000, ge=64, le=200_000)
    """Longest answer in tokens; an answer cut off there is asked for once more with twice that."""
    timeout_seconds: float = Field(default=45, gt=0, le=600)
    """How long the language model may take to answer, all tries together."""
    wait_seconds: float = Field(default=60, ge=0, le=600)
    """How long we wait between tries, all waits together."""
    attempts: int = Field(default=4, ge=1, le=10)
    """How often a call is tried while the endpoint is busy or down."""
    cache: bool = True
    """Whether answers are kept, so that the same question costs nothing twice."""
    prices: dict[str, Price] = Field(default_factory=dict)
    """`[llm.prices."NAME"]`, by name of the language model: what `doctor` and `draft` count cost with."""

    @model_validator(mode="after")
    def _complete(self) -> LanguageModelSettings:
        if not re.match(r"https?://[^\s/]", self.base_url):
            raise ValueError(f"base_url `{self.base_url}` is no http(s) address, such as http://127.0.0.1:8080/v1")
        if self.provider == "azure_openai" and not self.api_version:
            raise ValueError('provider `azure_openai` needs api_version, such as api_version = "2024-10-21"')
        return self

    def endpoint(self) -> dict[str, object]:
        """Everything that an answer may depend on but for the question: what is asked, where, and how."""
        return self.model_dump(
            mode="json",
            include={"model", "provider", "base_url", "api_version", "deployment", "temperature", "seed"},
        )

    @property
    def price(self) -> Price | None:
        """What the configured model costs; None when no price is given."""
        return self.prices.get(self.model or "")


class Usage(Value):
    """Tokens that calls used, as the endpoint counted them."""

    input: int = 0
    """Tokens that went in."""
    cached: int = 0
    """Those of them that the endpoint had in its cache."""
    output: int = 0
    """Tokens that came out."""

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            input=self.input + other.input, cached=self.cached + other.cached, output=self.output + other.output
        )

    def cost(self, price: Price) -> float:
        """In the price's currency, rounded to a millionth."""
        cached_price = (
            price.input_per_million if price.cached_input_per_million is None else price.cached_input_per_million
        )
        fresh = (self.input - self.cached) * price.input_per_million
        return round((fresh + self.cached * cached_price + self.output * price.output_per_million) / 1e6, 6)
