"""docs/conversation.md shows what the software says, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "conversation.md"
BLOCK = re.compile(r"```console\n\$ parlance --as (?P<person>\w+) chat\n(?P<body>.*?)```", re.DOTALL)


def transcripts() -> Iterator[tuple[str, str]]:
    """Who talks, and the whole transcript, of each block of the page."""
    for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        yield found["person"], found["body"]


@pytest.mark.parametrize("number", range(len(list(transcripts()))))
def test_a_transcript_of_the_page_is_what_chat_says(parlance, sample: Path, number: int) -> None:
    """Each line behind `>` is typed into one thread, and what comes out is what stands below it."""
    person, body = list(transcripts())[number]
    typed = [line[2:] for line in body.splitlines() if line.startswith("> ")]
    played = []
    for line in typed:
        outcome = parlance("--as", person, "chat", "--thread", "page", cwd=sample, stdin=f"{line}\n")
        played.append(f"> {line}\n{outcome.out.strip()}\n")
    assert "\n".join(played).split() == body.split()


def test_the_page_has_both_teams() -> None:
    """A marketer and a rep stand on the page."""
    assert {person for person, _ in transcripts()} >= {"mark", "sal"}
