"""What an endpoint can do to us, over a real connection: each fault ends in one answer, or in a reason for none."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from random import Random

import pytest
from model_server import ChatServer, answered, broken_off, dripping, refused, reset, sent, silent

from assistant.domain.language_model import LanguageModelSettings
from assistant.domain.value import Value
from assistant.errors import ConfigurationError, ModelUnavailableError
from assistant.llm import Gateway, Prompt, Reply, open_gateway
from assistant.llm.scripted import ManualClock


class Sentence(Value):
    text: str


GOOD = answered('{"text": "A stakeholder is a person."}')
PROMPT = Prompt(prefix="Rules.", task="Account.")


class Asked:
    """A gateway to the server, on a clock that nobody waits for."""

    def __init__(self, server: ChatServer) -> None:
        self.clock = ManualClock()
        self.server = server
        self.gateways: list[Gateway] = []

    def __call__(self, *script: object, **settings: object) -> Reply[Sentence]:
        self.server.script = list(script)
        return self.gateway(**settings).write(PROMPT, Sentence)

    def gateway(self, **settings: object) -> Gateway:
        given = {"model": "loopback-1", "base_url": self.server.base_url, "api_key": "s3cret", **settings}
        gateway = open_gateway(LanguageModelSettings.model_validate(given), clock=self.clock, jitter=Random(7))
        self.gateways.append(gateway)
        return gateway


@pytest.fixture
def asked(chat_server: ChatServer) -> Iterator[Asked]:
    asked = Asked(chat_server)
    yield asked
    for gateway in asked.gateways:
        gateway.close()


def test_a_busy_endpoint_is_given_the_time_it_asks_for(asked: Asked) -> None:
    """429 with Retry-After: waits exactly that long and gets its one answer."""
    reply = asked(refused(429, headers={"Retry-After": "17"}), GOOD)
    assert reply.value == Sentence(text="A stakeholder is a person.")
    assert asked.clock.sleeps == [17.0]
    assert len(asked.server.bodies) == 2


def test_retry_after_may_be_a_date(asked: Asked) -> None:
    """A date is read beside the endpoint's own clock, not ours."""
    headers = {"Retry-After": "Wed, 21 Oct 2026 07:28:09 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}
    asked(sent(b"{}", status=429, headers=headers), GOOD)
    assert asked.clock.sleeps == [9.0]


def test_a_busy_endpoint_is_not_waited_for_without_end(asked: Asked) -> None:
    """Tries are bounded, and so is the time that an endpoint may ask for."""
    reply = asked(refused(429, headers={"Retry-After": "5"}), attempts=3)
    assert reply.failure and reply.failure.kind == "busy"
    assert len(asked.server.bodies) == 3
    asked.clock.sleeps.clear()
    assert asked(refused(429, headers={"Retry-After": "3600"})).value is None
    assert asked.clock.sleeps == []


@pytest.mark.parametrize("status", [500, 502, 503, 529, 408, 409])
def test_a_fault_that_passes_is_waited_out(asked: Asked, status: int) -> None:
    """Two faults, then an answer: the second wait is longer, and neither is a round number that others share."""
    reply = asked(refused(status), refused(status), GOOD)
    assert reply.value is not None
    assert reply.calls == 3
    first, second = asked.clock.sleeps
    assert 0 < first < second
    assert first != round(first, 2)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (refused(401, message="Incorrect API key provided: s3cret"), "credentials are refused (401)"),
        (refused(403), "may not use this model (403)"),
        (refused(429, code="insufficient_quota", headers={"Retry-After": "1"}), "quota is used up"),
        (refused(402), "quota is used up"),
    ],
)
def test_a_refusal_of_ourselves_is_final(asked: Asked, fault: object, says: str) -> None:
    """Credentials and quota: no second try, exit code 5, what to do, and not a letter of the key."""
    with pytest.raises(ModelUnavailableError) as caught:
        asked(fault)
    assert says in str(caught.value)
    assert "--writer composer" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert caught.value.exit_code == 5
    assert len(asked.server.bodies) == 1


def test_a_model_that_is_not_there_is_a_matter_of_settings(asked: Asked) -> None:
    """404 names the model and the place, and says which settings to look at."""
    with pytest.raises(ConfigurationError, match=r"language model `loopback-1` at 127\.0\.0\.1:\d+.*`base_url`"):
        asked(refused(404))


@pytest.mark.parametrize("fault", [silent, dripping])
def test_a_call_ends_at_its_deadline_and_frees_its_thread(asked: Asked, fault: object) -> None:
    """No answer, or one byte at a time: given up at our own deadline, connection closed, no thread left waiting."""
    gateway = asked.gateway(timeout_seconds=0.3)
    asked.server.script = [GOOD]
    gateway.write(PROMPT, Sentence)
    before, loops = threading.active_count(), _loops()
    asked.server.script = [fault]
    started = time.monotonic()
    reply = gateway.write(PROMPT, Sentence)
    assert time.monotonic() - started < 2
    assert reply.failure and reply.failure.kind == "deadline"
    assert reply.calls == 1
    assert _loops() == loops
    assert threading.active_count() <= before + 1
    asked.server.script = [GOOD]
    assert gateway.write(PROMPT, Sentence).value is not None


def _loops() -> int:
    """Threads that wait for a language model, those of other gateways included."""
    return sum(thread.name == "parlance-llm" for thread in threading.enumerate())


def test_a_deadline_counts_all_tries_together(asked: Asked) -> None:
    """What earlier tries took is no longer there for later ones; waiting has a budget of its own."""
    gateway = asked.gateway(timeout_seconds=45)
    given: list[float] = []
    answer = gateway.model.answer

    def slow(request: object, seconds: float) -> object:
        given.append(seconds)
        asked.clock.seconds += 20
        return answer(request, seconds)  # type: ignore[arg-type]

    gateway.model.answer = slow  # type: ignore[method-assign, assignment]
    asked.server.script = [refused(503)]
    reply = gateway.write(PROMPT, Sentence)
    assert given == [45, 25, 5]
    assert reply.failure and reply.failure.kind == "deadline"


def test_a_lost_connection_is_tried_again(asked: Asked) -> None:
    """A reset is transient: tried again, and a failure to say so when it does not pass."""
    assert asked(reset, reset, GOOD).value is not None
    reply = asked(reset, attempts=2)
    assert reply.failure and reply.failure.kind == "connection"


def test_an_unknown_host_is_a_failure_not_a_crash(asked: Asked) -> None:
    """A name that does not resolve ends in a failure that the caller can go on from."""
    asked.server.script = [GOOD]
    reply = asked.gateway(base_url="http://nowhere.invalid/v1", attempts=2).write(PROMPT, Sentence)
    assert reply.failure and reply.failure.kind == "connection"


def test_an_answer_that_breaks_off_is_never_a_value(asked: Asked) -> None:
    """Half a body is asked for again; a whole body without a finish reason is refused whatever it says."""
    assert asked(broken_off, GOOD).value is not None
    reply = asked(answered('{"text": "Looks whole."}', finish=None))
    assert reply.value is None
    assert reply.failure and reply.failure.kind == "cut"


def test_a_cut_answer_gets_one_larger_limit(asked: Asked) -> None:
    """Finish reason length: asked once more with a larger limit, then given up with its reason; all tokens count."""
    reply = asked(answered('{"text": "Half', finish="length"), GOOD, max_tokens=100)
    assert reply.value is not None
    limits = [request["max_completion_tokens"] for request in asked.server.requests()]
    assert limits[0] == 100 < limits[1]
    assert reply.usage.output == 200
    again = asked(answered('{"text": "Half', finish="length"), max_tokens=100)
    assert again.failure and again.failure.kind == "length"
    assert again.calls == 2


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"text": "A."}\n```',
        '```\n{"text": "A."}\n```\n',
        'Here it is:\n\n```json\n{"text": "A."}\n```\nHope it helps.',
        ' \n{"text": "A."}\n',
    ],
)
def test_fenced_json_is_read(asked: Asked, text: str) -> None:
    """A fence around the answer, and words around the fence, do not hide it."""
    assert asked(answered(text)).value == Sentence(text="A.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"text": "A.",}', "invalid_json"),
        ("Sentence(text='A.')", "invalid_json"),
        ("__import__('os').abort()", "invalid_json"),
        ('{"text": 3}', "wrong_form"),
        ('{"text": "A.", "more": 1}', "wrong_form"),
        ('["A."]', "wrong_form"),
    ],
)
def test_what_is_no_json_of_the_form_can_be_repaired(asked: Asked, text: str, kind: str) -> None:
    """Invalid JSON and another form are told apart, keep the text for a repair, and are never evaluated."""
    reply = asked(answered(text))
    assert reply.failure and reply.failure.kind == kind
    assert reply.failure.repairable
    assert reply.text == text


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (answered(""), "empty"),
        (answered("  \n "), "empty"),
        (answered(None), "empty"),
        (answered(None, refusal="I cannot help with that."), "refusal"),
        (answered("", finish="content_filter"), "refusal"),
        (sent(b"<!doctype html><html><body>Sign in</body></html>", type="text/html"), "malformed"),
        (answered("<html><body>Sign in</body></html>"), "malformed"),
        (sent(b'{"error": {"message": "overloaded"}}'), "malformed"),
        (sent(b'{"choices": null}'), "malformed"),
        (sent(b'{"choices": []}'), "malformed"),
        (sent(b"{}"), "malformed"),
        (sent(b""), "malformed"),
        (sent(b"not json at all"), "malformed"),
        (refused(400, message="maximum context length is 8192 tokens"), "rejected"),
        (refused(422), "rejected"),
    ],
)
def test_an_answer_that_is_none_is_a_failure(asked: Asked, fault: object, kind: str) -> None:
    """Nothing, a refusal, a web page, a body of another kind: a failure with its reason, whatever the status."""
    reply = asked(fault)
    assert reply.value is None
    assert reply.failure and reply.failure.kind == kind
    assert "s3cret" not in str(reply.failure)
