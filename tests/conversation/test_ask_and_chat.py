"""`ask` and `chat`, as a person runs them: one answer, and a pipe."""

from __future__ import annotations

from pathlib import Path


def test_ask_prints_short_lines_with_numbered_sources(parlance, sample: Path) -> None:
    """At most six lines, each with the number of its source, and the day."""
    outcome = parlance("ask", "talking points for mercy gen", "--as", "sal", cwd=sample)
    lines = [line for line in outcome.out.splitlines() if line.startswith("- ")]
    assert outcome.code == 0
    assert lines[0].startswith("- Who: Mercy General, Invest")
    assert "[1] Receipt of Mercy General (004101)" in outcome.out
    assert "as of 2026-11-20" in outcome.out


def test_ask_json_has_the_fields_of_the_contract(parlance, sample: Path) -> None:
    """The document carries question, intent, cited statements, abstention, reason and findings."""
    document = parlance("ask", "why is Mercy General Invest?", "--json", "--as", "sal", cwd=sample).json
    assert list(document)[:7] == ["schema", "question", "intent", "statements", "abstained", "reason", "findings"]
    assert document["schema"] == "parlance/ask/1"
    assert (document["question"], document["intent"]) == ("why is Mercy General Invest?", "explain")
    assert all(set(statement) == {"text", "cites"} and statement["cites"] for statement in document["statements"])
    assert (document["abstained"], document["reason"]) == (False, None)
    refused = parlance("ask", "why is Mercy General Invest?", "--json", "--as", "ines", cwd=sample).json
    assert refused["abstained"]
    assert refused["statements"] == []


def test_a_thread_goes_on_in_the_next_command(parlance, sample: Path) -> None:
    """`--thread` keeps what was asked."""
    parlance("ask", "why is Mercy General Invest?", "--thread", "t", "--as", "sal", cwd=sample)
    outcome = parlance("ask", "shorter", "--thread", "t", "--as", "sal", "--json", cwd=sample)
    assert outcome.json["intent"] == "explain"
    assert len(outcome.json["statements"]) == 3


def test_an_empty_question_is_a_usage_error(parlance, sample: Path) -> None:
    """Nothing asked is exit 2, with what to type."""
    outcome = parlance("ask", "  ", cwd=sample)
    assert outcome.code == 2
    assert "parlance ask" in outcome.err


def test_ask_reads_a_long_text_from_standard_input(parlance, sample: Path) -> None:
    """`-` takes the question with its text from a pipe."""
    outcome = parlance("ask", "-", "--json", cwd=sample, stdin="check:\nOur customers feel heard.\n")
    assert outcome.json["text"] == "Our stakeholders feel heard."


def test_in_a_pipe_one_line_in_one_answer_out(parlance, sample: Path) -> None:
    """No banner and no prompt; with --json a JSON line for each question."""
    asked = "how many invest accounts?\n\nwhy is Mercy General Invest?\nshorter\n"
    outcome = parlance("chat", "--json", "--as", "sal", cwd=sample, stdin=asked)
    assert [line["intent"] for line in outcome.lines] == ["count", "explain", "explain"]
    assert outcome.code == 0


def test_commands_of_chat(parlance, sample: Path, tmp_path: Path) -> None:
    """Sources open, askers change, texts are checked, drafts are written, feedback is kept, faults end nothing."""
    word, page = tmp_path / "draft.docx", tmp_path / "draft.md"
    lines = [
        "persona for the CFO",
        "/source 1",
        f"/export {page}",
        f"/export {word}",
        "/feedback good just right",
        "/check Our customers feel heard",
        "/as ines",
        "talking points for Mercy General",
        "/source x",
        "/nonsense",
        "/help",
        "/quit",
        "never asked",
    ]
    outcome = parlance("chat", "--as", "mark", cwd=sample, stdin="\n".join(lines) + "\n")
    assert outcome.code == 0
    assert page.read_text(encoding="utf-8").startswith("# Persona: Economic buyer")
    assert word.read_bytes().startswith(b"PK")
    assert "Our stakeholders feel heard" in outcome.out
    assert "You ask as ines." in outcome.out
    assert "nothing of that name" in outcome.out
    assert "give the number of a source" in outcome.out
    assert "unknown command `/nonsense`" in outcome.out
    assert "/export FILE" in outcome.out
    assert "never asked" not in outcome.out
