"""A brain over a copy of the sample workspace, and what its people may see."""

from __future__ import annotations

from pathlib import Path

import pytest
from talking import Talk, opened

from assistant.app import Assistant
from assistant.conversation import Brain
from assistant.domain.conversation import Reply


@pytest.fixture
def assistant(sample: Path) -> Assistant:
    """The sample, opened."""
    return opened(sample)


@pytest.fixture
def brain(assistant: Assistant) -> Brain:
    """The brain over it."""
    return Brain(assistant)


@pytest.fixture
def talk(assistant: Assistant, brain: Brain) -> Talk:
    """`talk("sal", "question", thread="t")`: what that person is told; None is the local user."""

    def ask(person: str | None, question: str, thread: str | None = None, key: str = "") -> Reply:
        return brain.answer(assistant.asker(person), question, thread=thread, key=key)

    return ask
