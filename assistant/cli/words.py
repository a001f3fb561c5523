"""`define`, `check`, `align` and `translate`: what words mean, in the terminal."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.cli import render_words
from assistant.cli.output import replace_file
from assistant.cli.session import Session
from assistant.cli.texts import Piece, pieces, require_text, text_of
from assistant.domain.finding import Finding
from assistant.errors import UsageError
from assistant.language import foreign


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
    if fix:
        require_text(files)
    read = pieces(session, files)
    session.note(*_foreign(read))
    if not fix:
        return _report(session, [f for piece in read for f in _checked(session, piece)], read)
    findings = [finding for piece in read for finding in _fixed(session, piece)]
    shown = [Piece(name, None, text_of(name)) for name in files if name != "-"]
    return _report(session, findings, shown, silent=files == ["-"])


def check_claims(session: Session, files: Sequence[str], fix: bool) -> int:
    """Prints what files or standard input claim and may not say so; 3 when there is any."""
    if fix:
        raise UsageError("--fix writes words, not claims. Run `parlance check --claims` without it.")
    read = pieces(session, files)
    found = session.assistant.check_claims(session.asker, [(piece.file, piece.text) for piece in read])
    return _report(session, [f for piece, some in zip(read, found, strict=True) for f in piece.place(some)], read)


def align(session: Session, transcript: str) -> int:
    """Prints who means what by which word."""
    alignment = session.assistant.align(text_of(transcript))
    if session.options.json:
        session.emit("align", alignment.model_dump(mode="json"))
    else:
        render_words.alignment(alignment)
    return 0


def translate(session: Session, text: str, from_team: str, to_team: str) -> int:
    """Prints the sentence in shared words, and each change on stderr."""
    said = text_of("-").rstrip("\n") if text == "-" else text
    translation = session.assistant.translate(said, from_team, to_team)
    if session.options.json:
        session.emit("translate", translation.model_dump(mode="json"))
    else:
        render_words.translation(translation)
    return 0


def _report(session: Session, findings: Sequence[Finding], read: Sequence[Piece], *, silent: bool = False) -> int:
    """Prints findings with the lines they stand in; 3 when one of them is an error."""
    errors = sum(finding.severity == "error" for finding in findings)
    if session.options.json:
        summary = {"errors": errors, "warnings": len(findings) - errors}
        session.emit("check", {"findings": [f.model_dump(mode="json") for f in findings], "summary": summary})
    elif not silent:
        render_words.findings(findings, {(piece.file, piece.page): piece.text for piece in read})
    return 3 if errors else 0


def _foreign(read: Sequence[Piece]) -> Iterator[str]:
    """What to say about files that are not English."""
    texts: dict[str, list[str]] = {}
    for piece in read:
        texts.setdefault(piece.file, []).append(piece.text)
    for name, pages in texts.items():
        if language := foreign("\n".join(pages)):
            yield f"{name}: looks like {language}; words are matched, but senses are decided in English only"


def _checked(session: Session, piece: Piece) -> Sequence[Finding]:
    return piece.place(session.assistant.check(piece.text, piece.file))


def _fixed(session: Session, piece: Piece) -> Sequence[Finding]:
    """Writes what is certain and returns what is left for a person."""
    name = piece.file
    mended = session.assistant.mended(piece.text, name)
    rest = session.assistant.check(mended, name)
    if name == "-":
        if not session.options.json:
            sys.stdout.write(mended)
            session.note(*(f"{f.line}:{f.column} {f.message}" for f in rest))
    elif mended != piece.text:
        try:
            mark = BOM_UTF8 if Path(name).read_bytes().startswith(BOM_UTF8) else b""
            replace_file(Path(name), mark + mended.encode())
        except OSError as error:
            raise UsageError(f"{name}: cannot be written ({error.strerror}). The file is as it was.") from error
        session.note(f"{name}: fixed; {len(rest)} left for you to decide")
    return rest
