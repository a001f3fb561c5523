"""The gateway over a script: what is asked, what is kept, and for whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from model_server import ChatServer, answered

from assistant.domain.language_model import LanguageModelSettings, Usage
from assistant.domain.value import Value
from assistant.errors import ModelUnavailableError
from assistant.llm import Failure, Prompt, SystemClock, Turn, open_gateway
from assistant.llm.scripted import ManualClock, ScriptedModel, scripted_gateway
from assistant.store.responses import Responses


class Sentence(Value):
    text: str
    """One sentence."""


GOOD = '{"text": "An account is an organisation."}'
PROMPT = Prompt(prefix="Rules and glossary.", task="Account A.")


def test_the_prefix_goes_first_and_never_changes() -> None:
    """The first message of every request is the prefix, byte for byte; the account and repairs follow it."""
    gateway = scripted_gateway([GOOD] * 3)
    gateway.write(PROMPT, Sentence)
    gateway.write(PROMPT.model_copy(update={"task": "Account B."}), Sentence)
    gateway.write(PROMPT.model_copy(update={"turns": (Turn(answer="bad", reply="mend it"),)}), Sentence)
    assert isinstance(gateway.model, ScriptedModel)
    told = [[(m.role, m.text) for m in request.messages] for request in gateway.model.requests]
    assert {messages[0] for messages in told} == {("system", PROMPT.prefix)}
    assert told[2][1:] == [("user", "Account A."), ("assistant", "bad"), ("user", "mend it")]


@pytest.mark.parametrize(
    ("structured", "sent"),
    [("json_schema", "json_schema"), ("json_object", "json_object"), ("none", None)],
)
def test_the_endpoint_is_held_to_the_form_as_set(chat_server: ChatServer, structured: str, sent: str | None) -> None:
    """The request carries the form in the way that is set, the limits, and no other vendor default."""
    settings = LanguageModelSettings.model_validate(
        {"model": "m", "base_url": chat_server.base_url, "structured": structured, "max_tokens": 321}
    )
    gateway = open_gateway(settings, clock=SystemClock(), jitter=Random(1))
    chat_server.script = [answered(GOOD)]
    assert gateway.write(PROMPT, Sentence).value is not None
    gateway.close()
    (request,) = chat_server.requests()
    form = request.pop("response_format", {"type": None})
    assert form["type"] == sent
    if sent == "json_schema":
        assert form["json_schema"]["schema"]["additionalProperties"] is False
        assert form["json_schema"]["strict"] is True
    assert request == {
        "model": "m",
        "messages": [{"role": "system", "content": PROMPT.prefix}, {"role": "user", "content": PROMPT.task}],
        "temperature": 0.0,
        "seed": 1,
        "max_completion_tokens": 321,
        **({"stream": False} if "stream" in request else {}),
    }


def test_azure_is_asked_at_its_deployment(chat_server: ChatServer) -> None:
    """The Azure provider puts deployment and version into the address, as Azure wants it."""
    root = chat_server.base_url.removesuffix("/v1")
    settings = LanguageModelSettings.model_validate(
        {"model": "m", "provider": "azure_openai", "base_url": root, "api_version": "2024-10-21", "api_key": "k"}
    )
    gateway = open_gateway(settings, clock=SystemClock(), jitter=Random(1))
    chat_server.script = [answered(GOOD)]
    assert gateway.write(PROMPT, Sentence).value is not None
    gateway.close()
    assert chat_server.paths == ["/openai/deployments/m/chat/completions?api-version=2024-10-21"]


def test_an_answer_is_paid_for_once(tmp_path: Path) -> None:
    """The same question of the same asker comes from the cache, with no call and no tokens."""
    cache = Responses.open(tmp_path)
    gateway = scripted_gateway([GOOD], cache=cache)
    first = gateway.write(PROMPT, Sentence, rights="all")
    second = scripted_gateway([], cache=cache).write(PROMPT, Sentence, rights="all")
    assert second.value == first.value
    assert (first.calls, second.calls) == (1, 0)
    assert first.usage.input > 0
    assert second.usage == Usage()


@pytest.mark.parametrize(
    "changed",
    [
        {"rights": "owner=sal"},
        {"settings": {"model": "other"}},
        {"settings": {"temperature": 0.7}},
        {"settings": {"seed": 2}},
        {"settings": {"base_url": "http://elsewhere.example/v1"}},
        {"settings": {"max_tokens": 100}},
        {"settings": {"structured": "none"}},
        {"prompt": {"prefix": "Rules and glossary. "}},
        {"prompt": {"task": "Account B."}},
        {"prompt": {"turns": (Turn(answer="a", reply="b"),)}},
        {"form": True},
    ],
)
def test_whatever_matters_asks_anew(tmp_path: Path, changed: dict[str, object]) -> None:
    """Another asker, model, setting, word or form is another question."""

    class Other(Sentence):
        pass

    cache = Responses.open(tmp_path)
    scripted_gateway([GOOD], cache=cache).write(PROMPT, Sentence, rights="all")
    settings = LanguageModelSettings.model_validate({"model": "scripted", **changed.get("settings", {})})  # type: ignore[dict-item]
    prompt = PROMPT.model_copy(update=changed.get("prompt", {}))  # type: ignore[arg-type]
    gateway = scripted_gateway([GOOD], settings=settings, cache=cache)
    schema = Other if "form" in changed else Sentence
    assert gateway.write(prompt, schema, rights=str(changed.get("rights", "all"))).calls == 1


def test_only_good_answers_are_kept(tmp_path: Path) -> None:
    """A failure, and an answer of another form, are asked for again."""
    cache = Responses.open(tmp_path)
    gateway = scripted_gateway(["{}", Failure("refusal"), GOOD], cache=cache)
    assert [gateway.write(PROMPT, Sentence).calls for _ in range(4)] == [1, 1, 1, 0]


@pytest.mark.parametrize("damage", ["", "{}", "null", '{"text": "x"', "swap"])
def test_a_damaged_entry_is_as_good_as_none(damage: str) -> None:
    """What cannot be read, or is not what was put in, leads to a call and not to an error or a wrong answer."""

    class Damaged(dict[str, str]):
        def put(self, key: str, entry: str) -> None:
            self[key] = entry.replace("organisation", "person") if damage == "swap" else damage

    cache = Damaged()
    assert scripted_gateway([GOOD], cache=cache).write(PROMPT, Sentence).calls == 1
    again = scripted_gateway([GOOD], cache=cache).write(PROMPT, Sentence)
    assert again.calls == 1
    assert again.value == Sentence(text="An account is an organisation.")


def test_the_cache_can_be_switched_off(tmp_path: Path) -> None:
    """With `cache = false` every question is asked."""
    settings = LanguageModelSettings(model="m", cache=False)
    gateway = scripted_gateway([GOOD] * 2, settings=settings, cache=Responses.open(tmp_path))
    assert [gateway.write(PROMPT, Sentence).calls for _ in range(2)] == [1, 1]


def test_a_script_plays_texts_values_faults_and_errors() -> None:
    """Our users' tests can have each of them, in order, and a script that ends is an endpoint that is gone."""
    refused = ModelUnavailableError("no more credit")
    clock = ManualClock()
    gateway = scripted_gateway([Sentence(text="A."), Failure("busy", retry_after=3), GOOD, refused], clock=clock)
    assert gateway.write(PROMPT, Sentence).value == Sentence(text="A.")
    assert gateway.write(PROMPT, Sentence).calls == 2
    assert clock.sleeps == [3]
    with pytest.raises(ModelUnavailableError, match="no more credit"):
        gateway.write(PROMPT, Sentence)
    ended = gateway.write(PROMPT, Sentence)
    assert ended.failure and ended.failure.kind == "connection"


def test_a_script_may_be_a_function_of_the_request() -> None:
    """A function sees the whole request and answers it."""
    gateway = scripted_gateway(lambda request: Sentence(text=request.messages[-1].text))
    assert gateway.write(PROMPT, Sentence).value == Sentence(text=PROMPT.task)


def test_the_same_seed_waits_the_same() -> None:
    """Waits come from the generator that is handed in: two runs of one seed wait alike."""
    clocks = [ManualClock(), ManualClock()]
    for clock in clocks:
        scripted_gateway([Failure("server")] * 3 + [GOOD], clock=clock).write(PROMPT, Sentence)
    assert clocks[0].sleeps == clocks[1].sleeps
    assert len(set(clocks[0].sleeps)) == 3


def test_the_room_opens_without_the_vendor() -> None:
    """Importing the room, and scripting it, loads neither LangChain nor openai."""
    code = (
        "import sys, assistant.llm, assistant.llm.scripted, assistant.settings;"
        "print([m for m in sys.modules if m.split('.')[0] in ('langchain', 'langchain_core', 'openai', 'httpx2')])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
