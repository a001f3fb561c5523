"""`define`, `check`, `align` and `translate`: what words mean, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.cli import render_words
from assistant.cli.output import replace_file
from assistant.cli.session import Session
from assistant.domain.finding import Finding
from assistant.errors import UsageError
from assistant.language import foreign
from assistant.workspace import decode, read_text


def define(session: Session, word: str) -> int:
    """Prints a term."""
    term = session.assistant.define(word)
    if session.options.json:
        document = {name: value if value != "" else None for name, value in term.model_dump(mode="json").items()}
        session.emit("define", {**document, "plural": term.plural_form()})
    else:
        render_words.term(term, session.assistant.glossary.value)
    return 0


def check(session: Session, files: Sequence[str], fix: bool) -> int:
    """Prints the findings on files or standard input; 3 when one of them is an error."""
    texts = _texts(session, files)
    session.note(*_foreign(texts))
    look = _fixed if fix else _checked
    findings = [finding for name, text in texts for finding in look(session, name, text)]
    shown = texts if not fix else [(name, _read(name)) for name in files if name != "-"]
    return _report(session, findings, shown, silent=fix and files == ["-"])


def check_claims(session: Session, files: Sequence[str], fix: bool) -> int:
    """Prints what files or standard input claim and may not say so; 3 when there is any."""
    if fix:
        raise UsageError("--fix writes words, not claims. Run `parlance check --claims` without it.")
    texts = _texts(session, files)
    return _report(session, session.assistant.check_claims(session.asker, texts), texts)


def align(session: Session, transcript: str) -> int:
    """Prints who means what by which word."""
    alignment = session.assistant.align(_read(transcript))
    if session.options.json:
        session.emit("align", alignment.model_dump(mode="json"))
    else:
        render_words.alignment(alignment)
    return 0


def translate(session: Session, text: str, from_team: str, to_team: str) -> int:
    """Prints the sentence in shared words, and each change on stderr."""
    said = _read("-").rstrip("\n") if text == "-" else text
    translation = session.assistant.translate(said, from_team, to_team)
    if session.options.json:
        session.emit("translate", translation.model_dump(mode="json"))
    else:
        render_words.translation(translation)
    return 0


def _texts(session: Session, files: Sequence[str]) -> list[tuple[str, str]]:
    """Names and texts of files, or of standard input alone."""
    if "-" in files and list(files) != ["-"]:
        raise UsageError("`-` (standard input) stands alone. Check files and standard input in two calls.")
    if files == ["-"] and sys.stdin.isatty():
        session.note("reading from the terminal; end with Ctrl-D (`parlance check FILE` checks a file)")
    return [(name, _read(name)) for name in files]


def _report(
    session: Session, findings: Sequence[Finding], texts: Sequence[tuple[str, str]], *, silent: bool = False
) -> int:
    """Prints findings with the lines they stand in; 3 when one of them is an error."""
    errors = sum(finding.severity == "error" for finding in findings)
    if session.options.json:
        summary = {"errors": errors, "warnings": len(findings) - errors}
        session.emit("check", {"findings": [f.model_dump(mode="json") for f in findings], "summary": summary})
    elif not silent:
        render_words.findings(findings, dict(texts))
    return 3 if errors else 0


def _foreign(texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What to say about texts that are not English."""
    for name, text in texts:
        if language := foreign(text):
            yield f"{name}: looks like {language}; words are matched, but senses are decided in English only"


def _checked(session: Session, name: str, text: str) -> Sequence[Finding]:
    return session.assistant.check(text, name)


def _fixed(session: Session, name: str, text: str) -> Sequence[Finding]:
    """Writes what is certain and returns what is left for a person."""
    mended = session.assistant.mended(text, name)
    rest = session.assistant.check(mended, name)
    if name == "-":
        if not session.options.json:
            sys.stdout.write(mended)
            session.note(*(f"{f.line}:{f.column} {f.message}" for f in rest))
    elif mended != text:
        try:
            replace_file(Path(name), mended)
        except OSError as error:
            raise UsageError(f"{name}: cannot be written ({error.strerror}). The file is as it was.") from error
        session.note(f"{name}: fixed; {len(rest)} left for you to decide")
    return rest


def _read(name: str) -> str:
    if name == "-":
        return decode(sys.stdin.buffer.read(), "-")
    if Path(name).is_dir():
        raise UsageError(f"{name}: this is a folder. Name the files, such as {name}/*.md.")
    return read_text(Path(name), name)
