"""Answers in the state: appended, read without writing, and never half there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.answer import Answer
from assistant.errors import DamagedStateError, StoreError
from assistant.segmentation.scoring.answers import Answers
from assistant.store import Store, record_answers, recorded_answers


def answer(value: str, source: str = "call", attribute: str = "beds") -> Answer:
    return Answer(
        level="account", id="007", attribute=attribute, value=value, source=source, by="theo", on=date(2026, 11, 22)
    )


def test_every_answer_stays_and_the_last_one_holds(tmp_path: Path) -> None:
    """What was recorded comes back in its order; of one attribute the last holds, whatever stands between."""
    given = [answer("1"), answer("2", attribute="kind"), answer("3", source="mail, “quoted”")]
    store = Store.open(tmp_path)
    record_answers(store, given[:2])
    record_answers(store, given[2:])
    assert list(recorded_answers(tmp_path)) == given
    assert Answers.of(given).entries == (given[2], given[1])


def test_reading_makes_and_changes_nothing(tmp_path: Path) -> None:
    """Without a state there are none and no file appears; with one its bytes stay."""
    assert recorded_answers(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []
    record_answers(Store.open(tmp_path), [answer("1")])
    before = (tmp_path / "state.sqlite").read_bytes()
    recorded_answers(tmp_path)
    assert (tmp_path / "state.sqlite").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["state.sqlite"]


def test_a_damaged_state_is_said(tmp_path: Path) -> None:
    """A file that is no database ends with the file's name and the next step."""
    (tmp_path / "state.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"state\.sqlite.*Restore"):
        recorded_answers(tmp_path)


@pytest.mark.parametrize("statement", ["DROP TABLE answers", "UPDATE answers SET value = '2'"])
def test_answers_that_are_lost_or_changed_are_not_scored_without(tmp_path: Path, statement: str) -> None:
    """A state that lost its answers, or a letter of one, is refused; nothing is scored without it."""
    store = Store.open(tmp_path)
    record_answers(store, [answer("1")])
    store.close()
    with closing(sqlite3.connect(tmp_path / "state.sqlite")) as connection, connection:
        connection.execute(statement)
    with pytest.raises(DamagedStateError, match=r"state\.sqlite: the state is damaged"):
        recorded_answers(tmp_path)


def test_the_text_that_is_kept_does_not_depend_on_the_order_of_recording() -> None:
    """The same answers give the same bytes and hash; no answers give no hash."""
    one, two = answer("1"), answer("2", attribute="kind")
    assert Answers.of([one, two]).content == Answers.of([two, one]).content
    assert Answers.of([one, two]).fingerprint == Answers.of([two, one]).fingerprint != ""
    assert Answers().fingerprint == ""
