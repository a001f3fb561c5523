"""What holds for every command: streams, exit codes, the place of options, and what may be imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import app
from assistant.cli.options import hoisted

HEAVY = (
    "pandas",
    "narwhals",
    "polars",
    "duckdb",
    "pyarrow",
    "numpy",
    "chromadb",
    "langchain",
    "langchain_core",
    "openai",
)
HEAVY += ("wordllama", "bm25s", "sqlalchemy", "pydantic_settings", "rich")


def imported_by(words: list[str], cwd: Path) -> set[str]:
    """Modules that a command loads, seen in a process of its own."""
    script = (
        "import sys\nfrom assistant.cli.main import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_neither_a_vendor_nor_pydantic(tmp_path: Path) -> None:
    """`--help` answers at once because only typer and the standard library are imported."""
    assert imported_by(["--help"], tmp_path).isdisjoint({*HEAVY, "pydantic", "yaml"})


def test_check_loads_no_dataframe_index_or_model(sample: Path) -> None:
    """`check` stays fast, also in a workspace with a segment model."""
    text = sample / "note.md"
    text.write_text("The customer wants a call.\n", encoding="utf-8")
    loaded = imported_by(["check", str(text)], sample)
    assert "pydantic" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert loaded.isdisjoint({"assistant.domain.draft", "assistant.domain.conversation"})


def test_common_options_may_stand_anywhere() -> None:
    """Options before and after the command mean the same; words behind `--` are left alone."""
    assert hoisted(["score", "--json", "--as", "sal", "--out", "x"]) == ["--json", "--as", "sal", "score", "--out", "x"]
    assert hoisted(["define", "--as-of=2026-01-01", "--", "--json"]) == ["--as-of=2026-01-01", "define", "--", "--json"]


def test_every_command_has_a_help_text() -> None:
    """The list of commands says what each one does."""
    assert all(command.callback.__doc__ for command in app.registered_commands)


def test_data_goes_to_stdout_and_words_to_stderr(parlance, sample: Path) -> None:
    """With `--json` standard output is one document, whatever there is to say besides."""
    outcome = parlance("score", "--json", cwd=sample)
    assert outcome.json["schema"] == "parlance/score/1"
    assert outcome.code == 3
    assert outcome.err.startswith("parlance: ")
    assert parlance("--quiet", "score", "--json", cwd=sample).err == ""


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("scor",), 2, "No such command"),
        (("explain", "Mercy Genral"), 2, "Did you mean `Mercy General`"),
        (("draft", "persona", "--role", "economic_byer"), 2, "Did you mean `economic_buyer`"),
        (("draft", "persona", "--account-segment", "invst"), 2, "Did you mean `invest`"),
        (("draft", "talking-point"), 2, "Did you mean `talking-points`"),
        (("draft", "talking-points", "--account", "Mercy Genral"), 2, "Did you mean `Mercy General`"),
        (("define", "custmer"), 2, "Did you mean `customer`"),
        (("search", "penalty", "--kind", "interviw"), 2, "Did you mean `interview`"),
        (("search",), 2, "parlance search"),
        (("check", "missing.md"), 2, "missing.md: cannot be read"),
        (("score", "--engine", "spark"), 2, "Use one of"),
        (("score", "--table", "accounts"), 2, "NAME=FILE"),
        (("score", "--out", "parlance.toml"), 2, "a file is in the way"),
        (("score", "--out", "parlance.toml/deeper"), 2, "a file is in the way"),
        (("score", "--table", "acounts=knowledge/team.yaml"), 2, "Did you mean `accounts`"),
        (("--as-of", "yesterday", "score"), 2, "YYYY-MM-DD"),
        (("--workspace", "nowhere", "score"), 4, "parlance init"),
        (("--workspace", "parlance.toml", "score"), 4, "this is a file"),
        (("score", "--table", "zzz=parlance.toml"), 2, "The segment model has `accounts`, `stakeholders`"),
    ],
)
def test_a_wrong_call_says_what_and_what_next(
    parlance, sample: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    """Each mistake ends with the contract's exit code, nothing on stdout, and the next step on stderr."""
    outcome = parlance(*words, cwd=sample)
    assert (outcome.code, outcome.out) == (code, "")
    assert says in outcome.err
    assert "Traceback" not in outcome.err


def test_outside_a_workspace_a_command_says_how_to_make_one(parlance) -> None:
    """`score` without a workspace is a configuration error; `check` and `define` work with the built-in glossary."""
    outcome = parlance("score")
    assert outcome.code == 4
    assert "parlance init" in outcome.err
    assert parlance("define", "account").code == 0


def test_the_day_is_named_when_nobody_chose_it(parlance, sample: Path) -> None:
    """Without `as_of` anywhere the day is today, and stderr says so."""
    (sample / "parlance.toml").write_text('company = "A"\n', encoding="utf-8")
    assert "(today;" in parlance("explain", "Mercy General", cwd=sample).err
    assert "(today;" not in parlance("explain", "Mercy General", "--as-of", "2026-11-20", cwd=sample).err


def test_a_fault_of_ours_shows_no_internals(parlance, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug gives one sentence and a log file; the traceback stays in the log."""

    def broken(*_: object) -> int:
        raise ZeroDivisionError("secret internals")

    monkeypatch.setattr("assistant.cli.words.define", broken)
    outcome = parlance("define", "account", cwd=sample)
    assert outcome.code == 1
    assert "secret internals" not in outcome.err
    log = Path(outcome.err.rpartition("Details: ")[2].strip())
    assert "secret internals" in log.read_text(encoding="utf-8")
    log.unlink()


def test_an_interrupt_ends_with_130(parlance, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is an answer like any other."""

    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.cli.words.define", stopped)
    outcome = parlance("define", "account", cwd=sample)
    assert outcome.code == 130
    assert "interrupted" in outcome.err


def test_an_interrupt_while_modules_are_read_ends_with_130(tmp_path: Path) -> None:
    """Ctrl-C right after the command was typed shows no traceback either."""
    script = (
        "import sys, importlib.abc\n"
        "class Stop(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "import assistant.cli.main\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "parlance: interrupted; what was finished is kept.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [("define", "account"), ("define", "account", "--json"), ("--help",)])
def test_an_output_that_is_full_is_no_fault_of_ours(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Where standard output takes no more, the command fails and says so."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "assistant.cli.main", *words]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    reason = "the output cannot be written (No space left on device)"
    assert (done.returncode, done.stderr) == (1, f"parlance: {reason}. Send it elsewhere.\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_data_goes_out_as_utf8_whatever_the_machine_says(tmp_path: Path, encoding: str) -> None:
    """Names in any letters, and bytes that are no letters at all, pass through a pipe of an old encoding."""
    command = [
        sys.executable,
        "-m",
        "assistant.cli.main",
        "translate",
        "--from",
        "sales",
        "--to",
        "marketing",
        "--json",
    ]
    environment = {"PATH": "", "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2])}
    for said, shown in (("Zoë 😀 calls.", "Zoë 😀 calls."), ("Caf\udce9 calls.", "Caf? calls.")):
        done = subprocess.run([*command, said], cwd=tmp_path, capture_output=True, env=environment, check=True)
        assert json.loads(done.stdout.decode("utf-8"))["text"] == shown
