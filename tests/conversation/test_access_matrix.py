"""Row 25: every tool, for every kind of asker, by every way to a name. A new tool is in it without being added."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import opened, said, shown

from assistant.app import Assistant
from assistant.conversation import Brain
from assistant.conversation.tools import TOOLS
from assistant.domain.conversation import Reply
from assistant.errors import UsageError

ACCOUNT, NAME, PERSON = "004101", "Mercy General", "Gail Whitcomb"
"""An account of sal's, and somebody there."""
OWN = {"mark": True, "sal": True, "ines": False, "wanda": False}
"""Who may see it: marketing, its rep, another rep, somebody who is in no list."""
NOTHING = {"id": "999999", "name": "Quandary Peak", "typo": "Quandry Paek"}
WAYS = {"id": ACCOUNT, "name": NAME, "typo": "Mercy Genral"}
ABOUT = [name for name, tool in TOOLS.items() if "$account" in tool.example]
"""Tools that speak of one account."""
HIDDEN = (NAME, ACCOUNT, PERSON, "mercy-general", "3.1 FTE")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """One sample for the whole matrix: nothing in it is changed."""
    import shutil

    root = Path(__file__).parent.parent.parent
    folder = tmp_path_factory.mktemp("matrix") / "sample"
    for part in ("knowledge", "prompts"):
        shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(root / "parlance.toml", folder / "parlance.toml")
    return opened(folder, **{"conversation.questions_per_day": 0})


@pytest.fixture(scope="module")
def minds(shared: Assistant) -> Brain:
    """The brain of the matrix."""
    return Brain(shared)


def question(tool: str, name: str, scoring: Assistant) -> str:
    """The example of a tool with that account, a role and a segment."""
    example = TOOLS[tool].example
    return example.replace("$account", name).replace("$role", "CFO").replace("$segment", "Invest")


def test_every_tool_has_an_example_that_leads_to_it(minds: Brain, shared: Assistant) -> None:
    """The matrix asks each tool by its own example, and the parser finds that very tool."""
    for tool in TOOLS:
        reply = minds.answer(shared.asker("mark"), question(tool, NAME, shared))
        assert (reply.intent, tool) == (tool, tool)


@pytest.mark.parametrize("tool", ABOUT)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("person", OWN)
def test_who_may_see_an_account_hears_of_it_and_others_hear_what_they_would_of_nothing(
    minds: Brain, shared: Assistant, tool: str, way: str, person: str
) -> None:
    """By id, name and typo: an answer for who may see it, and for others the same bytes as for an invented name."""
    asker = shared.asker(person)
    reply = minds.answer(asker, question(tool, WAYS[way], shared))
    if OWN[person]:
        assert reply.choices or not reply.abstained or tool == "compare", said(reply)
        return
    invented = minds.answer(asker, question(tool, NOTHING[way], shared))
    assert reply.abstained
    assert shown(reply) == shown(invented)
    assert_hides(reply)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("person", [person for person, own in OWN.items() if not own])
def test_no_tool_says_anything_of_it_by_itself(minds: Brain, shared: Assistant, tool: str, person: str) -> None:
    """Lists, counts, examples, drafts, help and completions of who may not see it hold nothing of it."""
    asker = shared.asker(person)
    for text in (TOOLS[tool].example.replace("$account", "my account"), tool, TOOLS[tool].purpose):
        filled = text.replace("$role", "CFO").replace("$segment", "Invest")
        assert_hides(minds.answer(asker, filled))
    names = minds.completions(asker).model_dump_json() + minds.home(asker).model_dump_json()
    assert not [word for word in HIDDEN if word in names]


@pytest.mark.parametrize("tool", ABOUT)
@pytest.mark.parametrize("person", [person for person, own in OWN.items() if not own])
@pytest.mark.parametrize("follow_up", ["shorter", "more", "why?", "which source is that?", "source 1", "and the CFO?"])
def test_a_thread_of_somebody_who_may_see_it_is_empty_for_who_may_not(
    minds: Brain, shared: Assistant, tool: str, person: str, follow_up: str
) -> None:
    """A follow-up in the thread of another's answer gets what it gets in a thread in which nothing was said."""
    thread = f"shared-{tool}-{person}-{follow_up}"
    minds.answer(shared.asker("mark"), question(tool, NAME, shared), thread=thread)
    assert minds.last(shared.asker(person), thread) is None
    reply = minds.answer(shared.asker(person), follow_up, thread=thread)
    assert shown(reply) == shown(minds.answer(shared.asker(person), follow_up, thread=f"{thread}-of-nobody"))
    assert_hides(reply)


@pytest.mark.parametrize("person", [person for person, own in OWN.items() if not own])
def test_a_draft_that_is_remembered_is_none_for_who_may_not_see_its_account(
    minds: Brain, shared: Assistant, person: str
) -> None:
    """A cached draft is neither answered from nor exported for another asker."""
    asked = question("talking-points", NAME, shared)
    first = minds.answer(shared.asker("sal"), asked, thread=f"cache-{person}")
    assert first.draft
    assert_hides(minds.answer(shared.asker(person), asked, thread=f"cache-{person}"))
    with pytest.raises(UsageError, match="no draft in this thread"):
        minds.file(shared.asker(person), f"cache-{person}", "draft.md")


@pytest.mark.parametrize("person", [person for person, own in OWN.items() if not own])
@pytest.mark.parametrize("cite", ["receipt:004101", "passage:calls/mercy-general-2026-11-03.md#3cb7a8bf9d"])
def test_a_citation_opens_nothing_that_is_hidden(minds: Brain, shared: Assistant, person: str, cite: str) -> None:
    """Naming a citation by hand is answered like naming one that does not exist."""
    for asked in ("what does {} say", "open source {}", "search {}"):
        reply = minds.answer(shared.asker(person), asked.format(cite))
        assert_hides(reply)
        invented = "receipt:999999" if cite.startswith("receipt") else "passage:calls/quandary.md#0000000000"
        assert reply.abstained == minds.answer(shared.asker(person), asked.format(invented)).abstained


@pytest.mark.parametrize("tool", TOOLS)
def test_somebody_unknown_gets_definitions_only(minds: Brain, shared: Assistant, tool: str) -> None:
    """Tools that rest on accounts refuse who is in no list; those that rest on words answer."""
    reply = minds.answer(shared.asker("wanda"), question(tool, NAME, shared))
    assert reply.abstained != TOOLS[tool].for_everybody
    assert_hides(reply)
    if reply.abstained:
        assert "definitions only" in reply.reason
        assert not reply.accounts
        assert reply.as_of is None


@pytest.mark.parametrize("tool", ABOUT)
def test_marketing_and_the_rep_read_the_same_of_an_account(minds: Brain, shared: Assistant, tool: str) -> None:
    """Both teams get the same sentences about an account that both see, counts of it included."""
    answers = {
        tuple(s.text.removesuffix(", of those that you may see.").removesuffix(".") for s in reply.statements)
        for person in ("mark", "sal")
        for reply in [minds.answer(shared.asker(person), question(tool, NAME, shared))]
    }
    assert len(answers) == 1 or tool in ("search", "compare")


def assert_hides(reply: Reply) -> None:
    """Nothing of the hidden account stands anywhere in a reply but its question."""
    text = shown(reply)
    assert not [word for word in HIDDEN if word in text]
