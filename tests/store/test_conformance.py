"""What the state promises, held on SQLite and on PostgreSQL by the same tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from kept import DAY, draft, entry, turn

from assistant.domain.answer import Answer
from assistant.domain.conversation import Feedback
from assistant.domain.run import Dispute
from assistant.store import Disputes, Memory, Store, answers_of, record_answers
from assistant.workspace import Workspace


def test_turns_come_back_as_they_went_in(anywhere: Workspace) -> None:
    """Question, intent, slots, reply, asker and accounts survive, also for the next process."""
    assert Memory(anywhere).threads.append("t", turn("Größe – “quoted”\n\x00?"), "k")
    kept = Memory(anywhere).threads.turns("t")
    assert kept == (turn("Größe – “quoted”\n\x00?").model_copy(update={"sequence": 1}),)
    assert Memory(anywhere).threads.turns("other") == ()


def test_a_key_counts_once(memory: Memory) -> None:
    """A question that is sent again, or answered again after a kill, leaves one turn; feedback likewise."""
    assert [memory.threads.append("t", turn(question), "k") for question in ("a", "b", "a")] == [True, False, False]
    said = Feedback(person="sal", helpful=False, reason="too long", on=DAY)
    assert [memory.feedback.add(said, "k") for _ in range(2)] == [True, False]
    assert [kept.question for kept in memory.threads.turns("t")] == ["a"]
    assert memory.feedback.all() == (said,)


def test_turns_stand_in_the_order_of_keeping_when_the_clock_jumps_back(memory: Memory) -> None:
    """Sequence decides, not the day; so it does about which thread is the latest."""
    days = (DAY, DAY - timedelta(days=400), DAY - timedelta(days=1))
    for number, day in enumerate(days):
        memory.threads.append("t" if number < 2 else "u", turn(str(number), on=day), f"k{number}")
    assert [(kept.sequence, kept.on) for kept in memory.threads.turns("t")] == [(1, days[0]), (2, days[1])]
    assert memory.threads.latest("sal") == "u"
    assert memory.threads.latest("mark") is None


def test_a_person_s_turns_can_be_taken_away(memory: Memory) -> None:
    """Of a thread of two people only the one's turns go, and the next turn gets a place of its own."""
    for number, person in enumerate(("sal", "mark", "sal")):
        memory.threads.append("t", turn(str(number), person), f"k{number}")
    assert memory.threads.delete_of("sal") == 2
    memory.threads.append("t", turn("3", "mark"), "k3")
    assert [(kept.question, kept.sequence) for kept in memory.threads.turns("t")] == [("1", 2), ("3", 3)]


def test_budgets_stand_apart_and_survive(anywhere: Workspace) -> None:
    """By person, day and purpose; what was spent is there for the next process, and a refusal spends nothing."""
    budgets = Memory(anywhere).budgets
    assert [budgets.spend("sal", DAY, "calls", amount, 2) for amount in (1.5, 1, 0.5, 0.1)] == [
        True,
        False,
        True,
        False,
    ]
    assert budgets.spend("sal", DAY, "tokens", 0.5, 1)
    assert budgets.spend("mark", DAY, "calls", 2, 2)
    assert budgets.spend("sal", DAY + timedelta(days=1), "calls", 2, 2)
    again = Memory(anywhere).budgets
    assert (again.spent("sal", DAY, "calls"), again.spent("sal", DAY, "tokens"), again.spent("ann", DAY, "calls")) == (
        2,
        0.5,
        0,
    )
    assert not again.spend("sal", DAY, "calls", 0.1, 2)


def test_eight_who_spend_at_once_stay_within_the_limit(anywhere: Workspace) -> None:
    """Several processes' worth of connections spend one budget to the last unit and not beyond."""

    def spend(_: int) -> int:
        budgets = Memory(anywhere).budgets
        return sum(budgets.spend("sal", DAY, "calls", 1, 50) for _ in range(10))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(spend, range(8))) == 50


def test_an_event_is_new_once(anywhere: Workspace) -> None:
    """Of eight who register the same event at once one is told that it is the first; later ones are repetitions."""
    with ThreadPoolExecutor(8) as pool:
        firsts = list(pool.map(lambda _: Memory(anywhere).seen("Ev1"), range(8)))
    assert sorted(firsts) == [False] * 7 + [True]
    assert not Memory(anywhere).seen("Ev1")
    assert Memory(anywhere).seen("Ev2")


def test_drafts_disputes_and_answers_go_where_the_state_is(anywhere: Workspace) -> None:
    """The records of before the conversation are kept by the same database."""
    memory, made = Memory(anywhere), draft("one")
    memory.remember("d-1", made, "order")
    memory.remember("d-1", made, "order")
    doubt = Dispute(id="", account="A-001", segment="invest", run="r", as_of=DAY, reason="why?", by="sal", on=DAY)
    disputes = Disputes(Store.of(anywhere))
    assert disputes.record(doubt).id == "d-1"
    assert disputes.resolve("d-1", "beds", "mark", DAY)
    told = Answer(level="account", id="007", attribute="beds", value="1", source="call", by="theo", on=DAY)
    record_answers(Store.of(anywhere), [told, told])
    again = Memory(anywhere)
    assert [stored.draft for stored in again.drafts()] == [made]
    assert again.made_from("order") == made
    assert again.keys() == {"order"}
    assert Disputes(Store.of(anywhere)).all()[0].note == "beds"
    assert answers_of(anywhere) == (told, told)


def test_the_audit_chain_holds_and_says_who_asked_what(anywhere: Workspace) -> None:
    """Entries come back with their person; the chain names them by pseudonym, each person by one."""
    memory = Memory(anywhere)
    given = [entry("a"), entry("b", "mark"), entry("c\x00“ö”")]
    assert all(memory.audit.record(one) for one in given)
    lines = Memory(anywhere).audit.lines()
    assert [line.entry for line in lines] == given
    assert lines[0].who == lines[2].who != lines[1].who
    assert [line.sequence for line in memory.audit.lines(last=2)] == [2, 3]
    verdict = memory.audit.verify()
    assert (verdict.ok, verdict.rows) == (True, 3)


def test_eight_who_record_at_once_make_one_chain(anywhere: Workspace) -> None:
    """Concurrent entries neither fork the chain nor get lost."""

    def record(number: int) -> None:
        memory = Memory(anywhere)
        for _ in range(5):
            memory.audit.record(entry(person=f"p{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record, range(8)))
    verdict = Memory(anywhere).audit.verify()
    assert (verdict.ok, verdict.rows) == (True, 40)


def test_forgetting_leaves_nothing_of_the_person_and_the_chain_whole(anywhere: Workspace) -> None:
    """Threads, feedback, words and key go, records keep a pseudonym, others lose nothing, the chain verifies."""
    memory = Memory(anywhere)
    for person in ("sal-the-rep", "mark"):
        memory.threads.append("t", turn("about beds", person), person)
        memory.feedback.add(Feedback(person=person, helpful=True, on=DAY), person)
        memory.audit.record(entry(person=person))
        memory.budgets.spend(person, DAY, "calls", 1, 5)
        told = Answer(level="account", id="1", attribute="beds", value="1", source="call", by=person, on=DAY)
        record_answers(memory.store, [told])
    who = memory.audit.lines()[0].who
    gone = memory.forget("sal-the-rep", DAY)
    assert (gone.turns, gone.feedback, gone.records, gone.pseudonym) == (1, 1, 1, who)
    assert [kept.person for kept in memory.threads.turns("t")] == ["mark"]
    assert [said.person for said in memory.feedback.all()] == ["mark"]
    assert [told.by for told in answers_of(anywhere)] == [who, "mark"]
    first, second, last = memory.audit.lines()
    assert (first.who, first.entry.person, first.entry.question, first.entry.shown) == (who, "", "", "")
    assert first.entry.evidence == entry().evidence
    assert second.entry == entry(person="mark")
    assert (last.who, last.entry.intent) == (who, "forget")
    assert memory.audit.verify().ok
    assert memory.forget("sal-the-rep", DAY).pseudonym == ""
    memory.audit.record(entry(person="sal-the-rep"))
    assert memory.audit.lines(last=1)[0].who != who


@pytest.mark.parametrize("amount", [-1.0])
def test_nothing_is_earned_by_spending(memory: Memory, amount: float) -> None:
    """A negative amount is a fault of the caller, not a refund."""
    with pytest.raises(ValueError, match="negative"):
        memory.budgets.spend("sal", date(2026, 1, 1), "calls", amount, 1)
