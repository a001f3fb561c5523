"""Arrivals: questions between the moment they are acknowledged and the moment they are in the inbox.

Each is on the disk before Slack hears that it arrived, by one short write that all who arrive at once share, so that an
acknowledgement waits for nothing else. What a process that ended left behind is there at the next start.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import StoreError
from assistant.slack.question import Question
from assistant.workspace import Workspace


class Arrivals:
    """One file with a line for each question, emptied when all are in the inbox. One process writes it."""

    def __init__(self, file: Path) -> None:
        self._name = file
        try:
            self._file = os.open(file, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
            self._waiting = {question.key: question for question in _questions(file.read_bytes())}
        except OSError as error:
            raise StoreError.read_only(file, error.strerror or error) from error
        self._unwritten: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    @classmethod
    def of(cls, workspace: Workspace, team: str) -> Arrivals:
        """Those of one Slack workspace."""
        return cls(workspace.writable_state() / f"arrivals-{team}.jsonl")

    def keep(self, question: Question) -> bool:
        """Whether it was not here, once it is on the disk; `StoreError` when it cannot be."""
        new = self._add(question)
        with self._writing:
            new = self._add(question) or new  # what another delivery of it failed to write is not here
            if question.key in self._unwritten:
                self._write(question.key)
        return new

    def waiting(self) -> tuple[Question, ...]:
        """What is not in the inbox yet, in the order in which it came."""
        with self._lock:
            return tuple(self._waiting.values())

    def settled(self, key: str) -> None:
        """It is in the inbox now."""
        with self._lock:
            self._waiting.pop(key, None)
            if not self._waiting:
                os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Takes nothing more."""
        os.close(self._file)

    def _add(self, question: Question) -> bool:
        with self._lock:
            if question.key in self._waiting:
                return False
            self._waiting[question.key] = question
            self._unwritten[question.key] = question.model_dump_json().encode()
            return True

    def _write(self, key: str) -> None:
        """Writes all that arrived meanwhile; when that fails, only this one is given up, the others try themselves."""
        with self._lock:
            lines = dict(self._unwritten)
        try:
            self._put(b"\n" + b"\n".join(lines.values()) + b"\n")
        except OSError as error:
            with self._lock:
                del self._waiting[key], self._unwritten[key]
            raise StoreError.read_only(self._name, error.strerror or error) from error
        with self._lock:
            for written in lines:
                del self._unwritten[written]

    def _put(self, text: bytes) -> None:
        while text:
            text = text[os.write(self._file, text) :]
        os.fsync(self._file)


def _questions(text: bytes) -> Iterator[Question]:
    """What is written there; a line that a full disk or a killed process tore was never acknowledged."""
    for line in text.splitlines():
        with suppress(ValidationError):
            yield Question.model_validate_json(line)
