"""docs/drafting.md shows what the software does: row, prompt, answers, findings and drafts are real."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import ChatServer, answered

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "drafting.md").read_text(encoding="utf-8")
LEFT_OUT = "…"


def shown(kind: str) -> list[str]:
    """The blocks of that kind, in the page's order."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


RUNS = [(text.splitlines()[0].removeprefix("$ "), text.partition("\n")[2]) for text in shown("text")]
BY_MODEL = 'parlance draft talking-points --account "Mercy General"'


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def assert_printed(text: str, printed: str) -> None:
    """Every shown line stands in what was printed, in that order."""
    there: Iterator[str] = iter(lines(printed))
    for line in lines(text):
        assert line == LEFT_OUT or line in there, line


def test_the_row_stands_in_the_table() -> None:
    """The walk begins at a row of the sample's own table."""
    table = (ROOT / "knowledge" / "crm" / "accounts.csv").read_text(encoding="utf-8")
    assert_printed(shown("csv")[0], table)


@pytest.mark.parametrize(("command", "text"), RUNS, ids=[command for command, _ in RUNS])
def test_every_run_prints_what_the_page_shows(
    parlance, sample: Path, chat_server: ChatServer, command: str, text: str
) -> None:
    """Each command prints its lines today; the draft by a language model comes from the two answers that are shown."""
    if command == BY_MODEL:
        chat_server.script = [answered(answer) for answer in shown("json")]
        with (sample / "parlance.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[llm]\nmodel = "m"\nbase_url = "{chat_server.base_url}"\n')
    if "Refused" in text:
        promise(sample)
    outcome = parlance(*shlex.split(command)[1:], cwd=sample)
    assert outcome.code == (3 if "Refused" in text else 0)
    assert_printed(text, outcome.out)
    if command == BY_MODEL:
        first, second = chat_server.requests()
        assert_printed(shown("prompt")[0], "\n".join(message["content"] for message in first["messages"]))
        assert lines(shown("findings")[0]) == lines(second["messages"][-1]["content"])


def promise(sample: Path) -> None:
    """Puts the pattern of the page in the place of the first one under `proof`."""
    file = sample / "prompts" / "patterns" / "value-proposition.yaml"
    before, proof, after = file.read_text(encoding="utf-8").partition("  - id: proof\n")
    assert 'write: {default: ["$claim"]}' in after
    changed = after.replace('write: {default: ["$claim"]}', shown("yaml")[0].strip(), 1)
    file.write_text(before + proof + changed, encoding="utf-8")
