"""A language model that words answers: it calls the same tools, and what it makes up is never shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from model_server import ChatServer, Step, answered, refused, silent
from talking import opened, said, shown

from assistant.conversation import Brain
from assistant.errors import ModelUnavailableError


def calls(tool: str, **names: Any) -> Step:
    """The model calls a tool."""
    function = {"name": tool, "arguments": json.dumps(names)}
    return answered(None, finish="tool_calls", tool_calls=[{"id": "call-1", "type": "function", "function": function}])


def says(*statements: tuple[str, str]) -> Step:
    """The model's last message: statements with what each cites."""
    return answered(json.dumps({"statements": [{"text": text, "cites": [cite]} for text, cite in statements]}))


@pytest.fixture
def asked(sample: Path, chat_server: ChatServer):
    """`asked("sal", "question", steps…)`: what the person reads when the model does that."""
    settings = {"llm.model": "loopback-1", "llm.base_url": chat_server.base_url, "llm.timeout_seconds": 3}
    brain = {}

    def ask(person: str | None, question: str, *steps: Step, thread: str | None = None):
        chat_server.script = list(steps)
        if not brain:
            assistant = opened(sample, **settings)
            brain["it"] = (assistant, Brain(assistant))
        assistant, it = brain["it"]
        return it.answer(assistant.asker(person), question, thread=thread)

    return ask


COUNTED = calls("count", account_segments=["Invest"])


def counting(text: str) -> Step:
    """Answers with that text, citing what the tool's first line cites."""

    def step(handler: Any) -> None:
        result = next(m["content"] for m in handler.request_body["messages"] if m["role"] == "tool")
        cite = result[result.index("[") + 1 : result.index("]")]
        says((text, cite))(handler)

    return step


def test_words_of_the_model_are_shown_when_the_tools_said_so(asked) -> None:
    """A true sentence with a citation of the tool becomes the answer."""
    reply = asked("mark", "how many invest accounts?", COUNTED, counting("We have 10 accounts in Invest."))
    assert [s.text for s in reply.statements] == ["We have 10 accounts in Invest."]
    assert not reply.findings


@pytest.mark.parametrize(
    "lie",
    [
        "We have 14 accounts in Invest.",
        "We have 10 accounts in Maintain.",
        "We have 10 accounts in Invest, and Mercy General leads them.",
        "We do not have 10 accounts in Invest.",
        "We have 10 accounts in Invest: see https://example.com/list.",
        "We have 10 customers in Invest.",
        "BridgeCall cuts readmissions by 40 %.",
        "We have 10 accounts in Invest, all with inside coverage.",
    ],
)
def test_a_lie_of_the_model_is_not_shown(asked, lie: str) -> None:
    """Another figure, segment, name, denial, link, word or claim: the tools' own sentences are shown instead."""
    reply = asked("mark", "how many invest accounts?", COUNTED, counting(lie))
    assert reply.statements[0].text == "10 accounts in Invest."
    assert lie not in shown(reply)
    assert [f.rule for f in reply.findings] == ["writer"]


def test_a_made_up_citation_is_not_shown(asked) -> None:
    """A true sentence behind an invented citation fails."""
    reply = asked("mark", "how many invest accounts?", COUNTED, says(("10 accounts in Invest.", "receipt:004199")))
    assert "receipt:004199" not in shown(reply)
    assert [f.rule for f in reply.findings] == ["writer"]


@pytest.mark.parametrize("step", [silent, refused(500), answered("not JSON"), answered(""), answered("x", finish=None)])
def test_a_model_that_fails_ends_in_the_tools_own_answer(asked, step: Step) -> None:
    """Silence, a broken server, prose, nothing and a cut answer: the tools answer, and the reply says so."""
    reply = asked("mark", "how many invest accounts?", step)
    assert reply.statements[0].text == "10 accounts in Invest."
    assert [f.rule for f in reply.findings] == ["writer"]


def test_refused_credentials_are_raised(asked) -> None:
    """A key that is refused is no answer; the surface says what to do."""
    with pytest.raises(ModelUnavailableError, match="PARLANCE_LLM_API_KEY"):
        asked("mark", "how many invest accounts?", refused(401))


def test_a_model_that_never_ends_is_stopped(asked, chat_server: ChatServer) -> None:
    """Calling tools for ever ends at the limit of calls."""
    reply = asked("mark", "how many invest accounts?", COUNTED)
    assert reply.statements[0].text == "10 accounts in Invest."
    assert len(chat_server.bodies) == 6


def test_tools_called_by_the_model_see_what_the_asker_sees(asked, chat_server: ChatServer) -> None:
    """A model that asks for another rep's account gets the words for one that does not exist."""
    steps = (calls("explain", accounts=["Mercy General"]), answered("{}"))
    asked("ines", "how many invest accounts?", *steps)
    result = [m["content"] for m in chat_server.requests()[-1]["messages"] if m["role"] == "tool"]
    assert "nothing of that name" in result[0]
    assert "004101" not in result[0]


def test_a_question_about_nobody_reaches_no_model(asked, chat_server: ChatServer) -> None:
    """For another rep's account no call is made at all."""
    reply = asked("ines", "talking points for Mercy General", says(("Mercy General is Invest.", "receipt:004101")))
    assert reply.abstained
    assert chat_server.bodies == []


def test_people_do_not_leave(asked, chat_server: ChatServer) -> None:
    """Names of stakeholders leave as placeholders and come back in the answer."""

    def named(handler: Any) -> None:
        result = next(m["content"] for m in handler.request_body["messages"] if m["role"] == "tool")
        line = next(line for line in result.splitlines() if "Financial" in line)
        cite, _, text = line[1:].partition("] ")
        says((text, cite))(handler)

    reply = asked(
        "sal",
        "who is the CFO at Mercy General?",
        calls("list", accounts=["Mercy General"], roles=["CFO"], count_of="stakeholders"),
        named,
    )
    assert "Gail Whitcomb" in said(reply)
    assert not reply.findings
    assert b"Whitcomb" not in b"".join(chat_server.bodies)


def test_what_the_parser_did_not_understand_the_model_may(asked) -> None:
    """A question in other words is answered by the tool that the model calls, even when its words fail."""
    reply = asked("mark", "Quelle est la taille de notre groupe prioritaire?", COUNTED, answered("dix"))
    assert reply.statements[0].text == "10 accounts in Invest."
