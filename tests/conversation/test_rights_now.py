"""Rights are those of the moment of an answer: rows 26 and 27, and what a new owner may read."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import Talk, opened, said, shown

from assistant.app import Assistant
from assistant.conversation import Brain
from assistant.errors import UsageError

ACCOUNTS = "knowledge/crm/accounts.csv"


def give(sample: Path, account: str, owner: str) -> None:
    """Writes another owner of an account into the tables."""
    path = sample / ACCOUNTS
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        cells = line.split(",")
        if cells[0] == account:
            lines[number] = ",".join([*cells[:3], owner, *cells[4:]])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def publish(assistant: Assistant) -> None:
    """Publishes the tables as they are."""
    mark = assistant.asker("mark")
    assistant.desk.publish(mark, assistant.score(mark))


@pytest.mark.parametrize("published", [False, True])
def test_an_account_that_changes_hands_is_gone_from_the_old_thread(
    talk: Talk, brain: Brain, assistant: Assistant, sample: Path, published: bool
) -> None:
    """Row 26: the rep who lost it reads nothing more of it, in the thread, the cached draft and by name."""
    if published:
        publish(assistant)
    first = talk("sal", "talking points for Mercy General", thread="t")
    assert first.draft
    give(sample, "004101", "ines")
    sal = assistant.asker("sal")
    assert brain.last(sal, "t") is None
    with pytest.raises(UsageError, match="no draft"):
        brain.file(sal, "t", "draft.md")
    for question in ("shorter", "more", "why?", "source 1", "talking points for Mercy General", "why is it Invest?"):
        reply = talk("sal", question, thread="t")
        assert reply.abstained, question
        assert "Whitcomb" not in shown(reply)
    assert "Mercy General" not in brain.completions(sal).accounts
    assert "5 accounts in Invest" in said(talk("sal", "how many invest accounts?"))


def test_who_gets_an_account_reads_it_at_once(talk: Talk, sample: Path) -> None:
    """The new owner asks in the same conversation and is answered."""
    assert talk("ines", "why is Mercy General Invest?", thread="t").abstained
    give(sample, "004101", "ines")
    assert not talk("ines", "why is Mercy General Invest?", thread="t").abstained


def test_a_person_taken_off_the_list_gets_definitions_only(talk: Talk, sample: Path) -> None:
    """Rights are read at each answer, not when the conversation began."""
    assert not talk("ines", "list my accounts").abstained
    team = sample / "knowledge" / "team.yaml"
    kept = [line for line in team.read_text(encoding="utf-8").splitlines() if "id: ines" not in line]
    team.write_text("\n".join(kept) + "\n", encoding="utf-8")
    reply = talk("ines", "list my accounts")
    assert "definitions only" in reply.reason
    assert "organisation" in said(talk("ines", "what is an account?"))


@pytest.mark.parametrize(
    ("file", "content"), [("team.yaml", "people: [{id: sal, nonsense: 1}]\n"), ("team.yaml", "people: [\n")]
)
def test_a_look_up_that_fails_denies(brain: Brain, assistant: Assistant, sample: Path, file: str, content: str) -> None:
    """Row 27: with a broken list of people nobody in it sees an account, and definitions still work."""
    sal = assistant.asker("sal")
    (sample / "knowledge" / file).write_text(content, encoding="utf-8")
    reply = brain.answer(sal, "talking points for Mercy General")
    assert "definitions only" in reply.reason
    assert "nonsense" not in shown(reply)
    assert "organisation" in said(brain.answer(sal, "what is an account?"))


def test_owners_that_cannot_be_read_deny(talk: Talk, assistant: Assistant, sample: Path) -> None:
    """Row 27 under a published run: without today's table of accounts nobody can say whose they are."""
    publish(assistant)
    assert not talk("sal", "why is Mercy General Invest?").abstained
    (sample / ACCOUNTS).unlink()
    assert "definitions only" in talk("sal", "why is Mercy General Invest?").reason
    assert not talk("mark", "why is Mercy General Invest?").abstained


def test_removing_what_is_hidden_changes_no_refusal(sample: Path, tmp_path: Path) -> None:
    """What a rep is told of another's account is the same where the account is in no table at all."""
    import shutil

    without = tmp_path / "without"
    shutil.copytree(sample, without)
    for table in ("accounts", "stakeholders", "opportunities"):
        path = without / f"knowledge/crm/{table}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(line for line in lines if "004101" not in line) + "\n", encoding="utf-8")
    shutil.rmtree(without / "knowledge/documents/calls")
    answers = []
    for folder in (sample, without):
        assistant = opened(folder)
        brain = Brain(assistant)
        asked = ("talking points for Mercy General", "why is 004101 invest", "who is Gail Whitcomb", "mercy genral")
        answers.append([shown(brain.answer(assistant.asker("ines"), question)) for question in asked])
    assert answers[0] == answers[1]
