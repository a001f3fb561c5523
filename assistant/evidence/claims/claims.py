"""Claims: `claims.yaml`, held against the documents that it names.

Every quote stands in its document, white space aside, and every figure of a claim stands in its quotes. A file with a
claim that breaks this is refused as a whole, all its problems at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.domain.evidence import Claim
from assistant.domain.file_limits import FileLimits
from assistant.domain.value import Value
from assistant.errors import FileProblemsError, ParlanceError, Problem, did_you_mean
from assistant.evidence.claims.quotes import missing_figures, stands_in
from assistant.evidence.documents.documents import Source, Sources, Text, read, reason, scan
from assistant.evidence.documents.intake import Intake
from assistant.workspace import Loaded, Workspace, fingerprint
from assistant.yamlfile import Lines


class ClaimsFile(Value):
    """Shape of `claims.yaml`."""

    claims: tuple[Claim, ...] = ()
    """Approved sentences with their evidence, and those that wait or were withdrawn."""


def load_claims(workspace: Workspace) -> Loaded[ClaimsFile]:
    """The claims of a workspace, none when there is no file; `FileProblemsError` with all its problems."""
    return load_tied_claims(workspace)[0]


def load_tied_claims(
    workspace: Workspace, limits: FileLimits = FileLimits()
) -> tuple[Loaded[ClaimsFile], Mapping[str, str]]:
    """The claims, and by id those that rest on the document of one account, with that account."""
    path = workspace.knowledge / "claims.yaml"
    if not path.exists():
        return Loaded(ClaimsFile(), workspace.display(path), fingerprint(b""), Lines(None)), {}
    loaded = workspace.load(path, ClaimsFile)
    sources = scan(workspace, limits)
    with sources.intake() as intake:
        texts = _Texts(sources, intake)
        problems = [*_repeated(loaded), *_unfounded(loaded, texts)]
        if problems:
            raise FileProblemsError(problems)
        tied = {claim.id: texts.account(claim.evidence.document) for claim in loaded.value.claims}
    return loaded, {id: account for id, account in tied.items() if account is not None}


def _repeated(loaded: Loaded[ClaimsFile]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, claim in enumerate(loaded.value.claims):
        if claim.id in seen:
            yield loaded.problem(("claims", index, "id"), f"`{claim.id}` is there twice; ids are distinct.")
        seen.add(claim.id)


def _unfounded(loaded: Loaded[ClaimsFile], texts: _Texts) -> Iterator[Problem]:
    for index, claim in enumerate(loaded.value.claims):
        place = ("claims", index, "evidence")
        text = texts.of(claim.evidence.document)
        if isinstance(text, str):
            yield loaded.problem((*place, "document"), text)
            continue
        for number, quote in enumerate(claim.evidence.quotes):
            if not stands_in(quote, text.body):
                shown = f"“{quote}” does not stand in `{claim.evidence.document}`. Quote its exact words."
                yield loaded.problem((*place, "quotes", number), shown)
        lacking = missing_figures(
            claim.text.replace(claim.product, " ") if claim.product else claim.text, claim.evidence.quotes
        )
        if lacking:
            named = ", ".join(f"`{text}`" for text in lacking)
            yield loaded.problem(("claims", index, "text"), f"says {named}, which stands in none of its quotes.")


class _Texts:
    """The documents that claims name, each read once."""

    def __init__(self, found: Sources, intake: Intake) -> None:
        self._intake = intake
        self._sources: dict[str, Source] = {source.id: source for source in found.found}
        self._unreadable = {entry.document: entry.reason for entry in found.unreadable}
        self._read: dict[str, Text | str] = {}

    def of(self, document: str) -> Text | str:
        """The text of a document, or why there is none."""
        if document not in self._read:
            self._read[document] = self._text(document)
        return self._read[document]

    def account(self, document: str) -> str | None:
        """The account that a document is tied to."""
        text = self.of(document)
        return None if isinstance(text, str) else text.document.account

    def _text(self, document: str) -> Text | str:
        if document in self._unreadable:
            return f"`{document}` {self._unreadable[document]}"
        if document not in self._sources:
            return f"no document `{document}` under documents/.{did_you_mean(document, self._sources)}"
        try:
            return read(self._sources[document], self._intake)
        except ParlanceError as error:
            return f"`{document}` {reason(error, document)}"
