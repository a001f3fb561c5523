"""`index`, `search` and `ground`: what we may say, in the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from assistant.access import NOTHING
from assistant.cli import render, untied
from assistant.cli.session import Session
from assistant.domain.evidence import DocumentKind, Hit, Share
from assistant.errors import UnknownNameError, UsageError
from assistant.evidence import NO_WORDS, Scope, has_words
from assistant.workspace import decode, read_text


def index(session: Session) -> int:
    """Builds the index."""
    with session.progress("Indexing") as progress:
        report = session.assistant.index(session.asker, progress)
    if session.options.json:
        session.emit("index", report.model_dump(mode="json"))
    else:
        render.index(report)
    session.note(*session.assistant.evidence.notices, *untied.warnings(session.assistant, session.asker))
    return 0


def search(
    session: Session, query: str | None, file: str | None, k: int, narrowed: tuple[str | None, str | None, str | None]
) -> int:
    """Prints the best passages of one query, or JSON Lines for a file of queries."""
    if (query is None) == (file is None):
        raise UsageError("give one query, or --queries FILE.jsonl: `parlance search readmission penalties`.")
    scope = _scope(session, *narrowed)
    if query is not None:
        hits = session.assistant.search(session.asker, [query], k, scope)[0]
        if session.options.json:
            session.emit("search", {"passages": [_passage(hit) for hit in hits]})
        else:
            render.hits(query, hits)
    elif file is not None:
        asked = list(_queries(file))
        session.emit_lines("search", _answers(session, asked, k, scope))
    session.note(*session.assistant.evidence.notices)
    return 0


def _answers(session: Session, asked: list[tuple[object, str]], k: int, scope: Scope) -> Iterator[dict[str, object]]:
    """One document per query; a query without words finds nothing, and does not stop the others."""
    worded = [text for _, text in asked if has_words(text)]
    found = iter(session.assistant.search(session.asker, worded, k, scope))
    for id, text in asked:
        if has_words(text):
            yield {"id": id, "passages": [_passage(hit) for hit in next(found)]}
        else:
            yield {"id": id, "passages": [], "error": f"the query{NO_WORDS}"}


def _scope(session: Session, role: str | None, kind: str | None, audience: str | None) -> Scope:
    for what, value, known in (("kind", kind, get_args(DocumentKind)), ("audience", audience, get_args(Share))):
        if value is not None and value not in known:
            raise UnknownNameError.of(what, value, known, hint=f"Use one of {', '.join(known)}.")
    if role is not None:
        from assistant.segmentation.model import load_segment_model

        roles = [r.id for r in load_segment_model(session.assistant.workspace).value.roles]
        if role not in roles:
            raise UnknownNameError.of("role", role, roles)
    kinds = frozenset(known for known in get_args(DocumentKind) if known == kind) if kind else None
    share: Share | None = "customer" if audience == "customer" else None
    return Scope(visible=NOTHING, share=share, role=role, kinds=kinds, account=None)


def _passage(hit: Hit) -> dict[str, object]:
    passage = hit.passage
    return {
        "id": passage.id,
        "document": passage.document,
        "title": passage.title,
        "section": passage.section,
        "page": passage.page,
        "score": hit.score,
        "text": passage.text,
        "why": hit.why.model_dump(mode="json"),
    }


def ground(session: Session, file: str) -> int:
    """Prints a decision for each claim, with its reasons."""
    asked = [_asked(file, number, entry) for number, entry in _entries(file)]
    decided = ((id, claim, session.assistant.ground(claim, evidence)) for id, claim, evidence in asked)
    if session.options.json:
        session.emit_lines("ground", ({"id": id, **support.model_dump(mode="json")} for id, _, support in decided))
        return 0
    for id, claim, support in decided:
        verdict = "supported" if support.supported else "not supported"
        render.say(f"{id}: {verdict} ({support.score:.2f})  {claim}", "green" if support.supported else "yellow")
        for reason in support.reasons:
            render.say(f"    {reason}")
    return 0


def _asked(file: str, number: int, entry: Any) -> tuple[object, str, list[str]]:
    match entry:
        case {"id": id, "claim": str(claim), "evidence": list(evidence)} if all(isinstance(e, str) for e in evidence):
            return id, claim, evidence
    raise UsageError(f'{file}:{number}: not a claim. Write {{"id": "1", "claim": "…", "evidence": ["…"]}}.')


def _queries(file: str) -> Iterator[tuple[object, str]]:
    for number, entry in _entries(file):
        match entry:
            case {"id": id, "query": str(query)}:
                yield id, query
            case _:
                raise UsageError(f'{file}:{number}: not a query. Write {{"id": "1", "query": "…"}}.')


def _entries(file: str) -> Iterator[tuple[int, Any]]:
    """Line number and content of each line that is not blank; lines end at a line feed and nowhere else."""
    text = decode(sys.stdin.buffer.read(), "-") if file == "-" else read_text(Path(file), file)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise UsageError(f"{file}:{number}: not JSON ({error}). Write one JSON object per line.") from error
