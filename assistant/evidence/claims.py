"""Claims: `claims.yaml`, held against the documents that it names.

Every quote stands in its document, white space aside, and every figure of a claim stands in its quotes. A file with a
claim that breaks this is refused as a whole, all its problems at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.evidence import Claim
from assistant.domain.value import Value
from assistant.errors import FileProblemsError, ParlanceError, Problem, did_you_mean
from assistant.evidence.documents import Source, read, reason, scan
from assistant.evidence.figures import missing
from assistant.evidence.quotes import stands_in
from assistant.evidence.report import Unreadable
from assistant.workspace import Loaded, Workspace, fingerprint
from assistant.yamlfile import Lines


class ClaimsFile(Value):
    """Shape of `claims.yaml`."""

    claims: tuple[Claim, ...] = ()
    """Approved sentences with their evidence, and those that wait or were withdrawn."""


def load_claims(workspace: Workspace) -> Loaded[ClaimsFile]:
    """The claims of a workspace, none when there is no file; `FileProblemsError` with all its problems."""
    path = workspace.knowledge / "claims.yaml"
    if not path.exists():
        return Loaded(ClaimsFile(), workspace.display(path), fingerprint(b""), Lines(None))
    loaded = workspace.load(path, ClaimsFile)
    problems = [*_repeated(loaded), *_unfounded(loaded, _Bodies(workspace))]
    if problems:
        raise FileProblemsError(problems)
    return loaded


def _repeated(loaded: Loaded[ClaimsFile]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, claim in enumerate(loaded.value.claims):
        if claim.id in seen:
            yield loaded.problem(("claims", index, "id"), f"`{claim.id}` is there twice; ids are distinct.")
        seen.add(claim.id)


def _unfounded(loaded: Loaded[ClaimsFile], bodies: _Bodies) -> Iterator[Problem]:
    for index, claim in enumerate(loaded.value.claims):
        place = ("claims", index, "evidence")
        body = bodies.of(claim.evidence.document)
        if isinstance(body, Unreadable):
            yield loaded.problem((*place, "document"), body.reason)
            continue
        for number, quote in enumerate(claim.evidence.quotes):
            if not stands_in(quote, body):
                shown = f"“{quote}” does not stand in `{claim.evidence.document}`. Quote its exact words."
                yield loaded.problem((*place, "quotes", number), shown)
        lacking = missing(
            claim.text.replace(claim.product, " ") if claim.product else claim.text, claim.evidence.quotes
        )
        if lacking:
            named = ", ".join(f"`{text}`" for text in lacking)
            yield loaded.problem(("claims", index, "text"), f"says {named}, which stands in none of its quotes.")


class _Bodies:
    """Texts of the documents that claims name, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        found = scan(workspace)
        self._sources: dict[str, Source] = {source.id: source for source in found.found}
        self._unreadable = {entry.document: entry.reason for entry in found.unreadable}
        self._read: dict[str, str | Unreadable] = {}

    def of(self, document: str) -> str | Unreadable:
        """The body of a document, or why there is none."""
        if document not in self._read:
            self._read[document] = self._body(document)
        return self._read[document]

    def _body(self, document: str) -> str | Unreadable:
        if document in self._unreadable:
            return Unreadable(document=document, reason=f"`{document}` {self._unreadable[document]}")
        source = self._sources.get(document)
        if source is None:
            near = did_you_mean(document, self._sources)
            return Unreadable(document=document, reason=f"no document `{document}` under documents/.{near}")
        try:
            return read(source).body
        except ParlanceError as error:
            return Unreadable(document=document, reason=f"`{document}` {reason(error, document)}")
