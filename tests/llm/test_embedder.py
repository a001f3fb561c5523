"""Embeddings of an endpoint: the deadline, the retries and the faults of every other call."""

from __future__ import annotations

import json
from random import Random

import pytest
from model_server import embedded, refused, reset, sent, silent
from pydantic import SecretStr

from assistant.domain.language_model import LanguageModelSettings
from assistant.errors import ConfigurationError, ModelUnavailableError
from assistant.llm import Embedder
from assistant.llm.embedder import AT_ONCE
from assistant.llm.scripted import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    """Time that passes only in waits."""
    return ManualClock()


@pytest.fixture
def embedder(chat_server, clock) -> Embedder:
    """The server on loopback, asked for one model."""
    settings = LanguageModelSettings(base_url=chat_server.base_url, api_key=SecretStr("sk-secret"), timeout_seconds=1.0)
    return Embedder(settings, "embed-1", clock=clock, jitter=Random(1))


def test_each_text_gets_its_vector_in_order(chat_server, embedder):
    """Texts go out in calls of a fixed size with the model's name and the key; vectors come back in their order."""
    chat_server.script = [embedded()]
    texts = [f"text {number}" for number in range(AT_ONCE + 3)]
    vectors = embedder.embed(texts)
    assert [vector[0] for vector in vectors] == [float(len(text)) for text in texts]
    assert [len(body["input"]) for body in chat_server.requests()] == [AT_ONCE, 3]
    assert {body["model"] for body in chat_server.requests()} == {"embed-1"}
    assert {name.lower(): told for name, told in chat_server.headers[0].items()}["authorization"] == "Bearer sk-secret"
    assert embedder.embed([]) == []


@pytest.mark.parametrize("fault", [refused(429), refused(500), refused(503), reset])
def test_a_passing_fault_is_waited_out(chat_server, embedder, clock, fault):
    """Two faults, then an answer: the vectors are there, and we waited between the tries."""
    chat_server.script = [fault, fault, embedded()]
    assert embedder.embed(["a text"]) == [[6.0, 1.0]]
    assert len(chat_server.bodies) == 3
    assert clock.now() > 0


def test_refused_credentials_are_not_tried_again(chat_server, embedder):
    """A 401 ends at once with what to do, and without the key."""
    chat_server.script = [refused(401, message="bad key sk-secret")]
    with pytest.raises(ModelUnavailableError, match="PARLANCE_LLM_API_KEY") as caught:
        embedder.embed(["a text"])
    assert '`embeddings = "wordllama"` searches without an endpoint' in str(caught.value)
    assert "sk-secret" not in str(caught.value)
    assert len(chat_server.bodies) == 1


def test_a_model_that_is_not_there_is_a_matter_of_settings(chat_server, embedder):
    """A 404 names the model and the settings."""
    chat_server.script = [refused(404)]
    with pytest.raises(ConfigurationError, match="embed-1"):
        embedder.embed(["a text"])


def test_an_endpoint_that_never_answers_is_given_up(chat_server, embedder):
    """The deadline of the settings holds."""
    chat_server.script = [silent]
    with pytest.raises(ModelUnavailableError, match="too long"):
        embedder.embed(["a text"])


@pytest.mark.parametrize(
    "body",
    [
        {"object": "list", "data": []},
        {"object": "list", "data": [{"index": 1, "embedding": [1.0]}]},
        {"object": "list", "data": [{"index": 0, "embedding": []}]},
        {"object": "list", "data": [{"index": 0, "embedding": ["x"]}]},
        {"object": "list", "data": [{"index": 0, "embedding": [float("nan")]}]},
        {"error": "none"},
        [],
    ],
)
def test_an_answer_that_is_no_vector_for_each_text_is_a_failure(chat_server, embedder, body):
    """Missing, empty, unordered and unusable vectors never reach an index."""
    chat_server.script = [sent(json.dumps(body).encode())]
    with pytest.raises(ModelUnavailableError, match="did not answer"):
        embedder.embed(["a text"])


def test_vectors_of_several_widths_are_a_failure(chat_server, embedder):
    """One index holds vectors of one width."""
    data = [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]
    chat_server.script = [sent(json.dumps({"object": "list", "data": data}).encode())]
    with pytest.raises(ModelUnavailableError, match="several widths"):
        embedder.embed(["one", "two"])
