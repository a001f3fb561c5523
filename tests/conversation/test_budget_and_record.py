"""Rows 12 and 31: one turn for one message, and questions that are used up; what the audit log holds."""

from __future__ import annotations

from pathlib import Path

from talking import Talk, opened, said

from assistant.app import Assistant
from assistant.conversation import Brain


def test_a_budget_stops_who_asks_too_much(sample: Path) -> None:
    """Row 31: the day's questions of one person end; another person still asks."""
    assistant = opened(sample, **{"conversation.questions_per_day": 3})
    brain = Brain(assistant)
    sal, mark = assistant.asker("sal"), assistant.asker("mark")
    replies = [brain.answer(sal, "how many accounts?") for _ in range(5)]
    assert [reply.intent for reply in replies] == ["count"] * 3 + ["budget"] * 2
    assert "tomorrow" in replies[-1].reason
    assert brain.answer(mark, "how many accounts?").intent == "count"


def test_a_message_that_is_sent_again_leaves_one_turn(talk: Talk, assistant: Assistant) -> None:
    """Row 12: the same key answers the same and keeps the turn once."""
    first = talk("sal", "why is Mercy General Invest?", thread="t", key="message-1")
    again = talk("sal", "why is Mercy General Invest?", thread="t", key="message-1")
    assert first == again
    assert len(assistant.memory.threads.turns("t")) == 1


def test_what_was_told_is_on_record(talk: Talk, assistant: Assistant) -> None:
    """The audit log holds intent, citations and accounts of each answer, and its chain holds."""
    talk("sal", "why is Mercy General Invest?")
    talk("ines", "why is Mercy General Invest?")
    told, refused = (line.entry for line in assistant.memory.audit.lines())
    assert (told.person, told.intent, told.accounts) == ("sal", "explain", ("004101",))
    assert "receipt:004101" in told.evidence
    assert (refused.person, refused.accounts, refused.evidence) == ("ines", (), ())
    assert assistant.memory.audit.verify().ok


def test_a_thread_goes_on_in_another_process(sample: Path) -> None:
    """What was asked before is known to a brain that was opened later."""
    for question, words in (
        ("why is Mercy General Invest?", "pressure"),
        ("and Mercy Harbor?", "Mercy Harbor Hospital"),
    ):
        assistant = opened(sample)
        reply = Brain(assistant).answer(assistant.asker("sal"), question, thread="t")
        assert words in said(reply)


def test_feedback_is_kept_once(talk: Talk, brain: Brain, assistant: Assistant) -> None:
    """What somebody says of an answer is kept with its question and draft."""
    reply = talk("sal", "talking points for Mercy General", thread="t")
    sal = assistant.asker("sal")
    assert brain.feedback(sal, "t", False, "too long")
    assert not brain.feedback(sal, "t", False, "too long")
    [kept] = assistant.memory.feedback.all()
    assert (kept.person, kept.helpful, kept.reason, kept.draft) == ("sal", False, "too long", reply.draft)


def test_where_nothing_can_be_written_words_are_still_answered(tmp_path: Path) -> None:
    """Outside any workspace definitions are given, and nothing is kept."""
    from datetime import date

    from assistant.access import LOCAL
    from assistant.domain.run import Day
    from assistant.settings import Settings

    nowhere = Assistant(None, Settings(), Day(today=date(2026, 11, 22)))
    assert "organisation" in said(Brain(nowhere).answer(LOCAL, "what is an account?"))
