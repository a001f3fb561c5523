"""A real model behind a real server, asked as any other."""

from __future__ import annotations

from random import Random

from assistant.domain.language_model import LanguageModelSettings
from assistant.domain.value import Value
from assistant.llm import Prompt, SystemClock, open_gateway


class Choice(Value):
    word: str
    """account or stakeholder"""
    certain: bool
    """Whether that is certain."""


def test_a_real_model_answers_in_the_form(small_model: str) -> None:
    """llama.cpp is held to the form by its schema: the answer is a value, with its tokens and its reason to stop."""
    settings = LanguageModelSettings(model="smollm2", base_url=small_model, max_tokens=200)
    gateway = open_gateway(settings, clock=SystemClock(), jitter=Random(1))
    prompt = Prompt(prefix="You answer in JSON.", task="Which word means a person: account or stakeholder?")
    reply = gateway.write(prompt, Choice)
    gateway.close()
    assert isinstance(reply.value, Choice)
    assert reply.finish == "stop"
    assert reply.usage.input > 10
    assert 0 < reply.usage.output < settings.max_tokens
