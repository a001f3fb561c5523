"""`doctor` and the language model: what the endpoint supports, and what a draft costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from model_server import ChatServer, answered, refused


@pytest.fixture
def configured(sample: Path, chat_server: ChatServer) -> Path:
    """The sample with a language model at the loopback server, and a price for it."""
    with (sample / "parlance.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[llm]\nmodel = "loopback-1"\nbase_url = "{chat_server.base_url}"\n')
        settings.write('[llm.prices."loopback-1"]\ninput_per_million = 2\noutput_per_million = 8\nas_of = 2026-11-01\n')
    return sample


def look(outcome, name: str) -> dict[str, str]:
    return next(check for check in outcome.json["checks"] if check["name"] == name)


def test_an_endpoint_that_answers_is_described_with_the_cost_of_a_draft(
    parlance, configured: Path, chat_server: ChatServer
) -> None:
    """What the endpoint supports and what a draft would use is said, the price with its day."""
    chat_server.script = [answered('{"word": "stakeholder", "count": 5}')]
    found = look(parlance("doctor", "--json", cwd=configured), "language model")
    assert found["status"] == "ok"
    assert "json_schema" in found["detail"]
    assert "tokens in" in found["detail"]
    assert "USD (price of 2026-11-01)" in found["detail"]


def test_refused_credentials_are_told_and_the_rest_is_still_looked_at(
    parlance, configured: Path, chat_server: ChatServer
) -> None:
    """A wrong key fails that look alone, and the key is in no output."""
    chat_server.script = [refused(401, code="invalid_api_key")]
    outcome = parlance("doctor", "--json", cwd=configured)
    assert outcome.code == 1
    assert look(outcome, "language model")["status"] == "failed"
    assert look(outcome, "glossary")["status"] == "ok"


def test_a_model_that_is_asked_for_and_not_configured_is_a_configuration_error(parlance, sample: Path) -> None:
    """`--writer model` without a model says what to set; refused credentials end with 5."""
    outcome = parlance("draft", "talking-points", "--account", "Mercy General", "--writer", "model", cwd=sample)
    assert outcome.code == 4
    assert "PARLANCE_LLM_MODEL" in outcome.err


def test_refused_credentials_end_a_draft_with_5(parlance, configured: Path, chat_server: ChatServer) -> None:
    """A draft does not pretend that the language model wrote it."""
    chat_server.script = [refused(401, code="invalid_api_key")]
    outcome = parlance("draft", "talking-points", "--account", "Mercy General", cwd=configured)
    assert (outcome.code, outcome.out) == (5, "")


def test_a_model_that_is_down_ends_in_a_draft_by_the_composer_that_says_so(
    parlance, configured: Path, chat_server: ChatServer
) -> None:
    """An endpoint that answers nonsense costs the draft nothing but a notice."""
    chat_server.script = [answered("no JSON at all")]
    outcome = parlance("draft", "talking-points", "--account", "Mercy General", "--json", cwd=configured)
    assert outcome.code == 0
    assert outcome.json["writer"] == "composer"
    assert "the composer wrote this draft" in outcome.err
