"""Evidence: documents, their passages, and approved claims. `Claim` is also the shape of an entry in `claims.yaml`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from assistant.domain.value import Value

Share = Literal["internal", "customer"]
DocumentKind = Literal["interview", "product", "study", "win_loss", "market", "call_note"]


class Document(Value):
    """A source, as its front matter describes it."""

    id: str
    """Path under `documents/`, with `/`."""
    title: str
    """From the front matter, else the first heading, else the file name."""
    kind: DocumentKind | None = None
    """What sort of source it is."""
    date: dt.date | None = None
    """When it was written."""
    audience: Share = "internal"
    """Where it may be cited."""
    roles: tuple[str, ...] = ()
    """Ids of the roles it speaks of; empty means any."""
    account: str | None = None
    """Id of the account it is tied to; then only askers who see that account see the document."""
    sha256: str
    """Hash of its bytes, hexadecimal."""


class Passage(Value):
    """A citable part of a document."""

    id: str
    """Stable while the text is: the document's id, `#`, and a hash of the text."""
    document: str
    """Id of the document."""
    title: str
    """Title of the document."""
    section: str
    """Headings above it, joined with ` > `; may be empty."""
    page: int | None = None
    """Page or slide, from 1; None where the format has none."""
    place: int = 0
    """Where it stands among the passages of its document, from 0."""
    text: str
    """The words themselves."""
    kind: DocumentKind | None = None
    """Kind of the document."""
    date: dt.date | None = None
    """Date of the document."""
    audience: Share = "internal"
    """Audience of the document."""
    roles: tuple[str, ...] = ()
    """Roles of the document."""
    account: str | None = None
    """Account of the document."""
    marked: str | None = None
    """Why it is not used as evidence (it carries instructions); None when it is fine."""


class Why(Value):
    """Why a passage was found."""

    terms: tuple[str, ...] = ()
    """Words of the query that the passage has in some form, in the order of the query."""
    added: tuple[str, ...] = ()
    """Words that the glossary holds for the same as one of the query, and that the passage has."""
    similarity: float = 0.0
    """Likeness in meaning: cosine from -1 to 1, rounded to 6 decimals."""
    lexical: float = 0.0
    """BM25 score among the passages of the scope, not negative, rounded to 6 decimals."""
    approximate: bool = False
    """Whether likeness was compared for candidates only, because the scope holds very many passages."""


class Hit(Value):
    """A passage that a search found."""

    passage: Passage
    """What was found."""
    score: float
    """Fused score from 0 to 1, rounded to 6 decimals."""
    why: Why = Why()
    """What speaks for it."""


class ClaimEvidence(Value):
    """Where a claim comes from."""

    document: str
    """Id of the document."""
    quotes: tuple[str, ...] = Field(min_length=1)
    """Exact words of the document, white space aside."""


class Claim(Value):
    """An approved sentence with its evidence."""

    id: str = Field(min_length=1)
    """Distinct within the file."""
    text: str = Field(min_length=1)
    """The sentence."""
    product: str = ""
    """Product it speaks of."""
    roles: tuple[str, ...] = ()
    """Roles it matters to; empty means any."""
    audience: Share = "internal"
    """Where it may be said."""
    wording: Literal["free", "exact"] = "free"
    """Whether it may be rephrased."""
    footnote: str = ""
    """Source line that goes with it."""
    evidence: ClaimEvidence
    """Its source."""
    status: Literal["draft", "approved", "withdrawn"]
    """Only approved claims reach a draft."""
    approved_by: tuple[str, ...] = ()
    """Who signed it."""
    valid_until: dt.date | None = None
    """Last day on which it may be said."""

    def __hash__(self) -> int:
        """Of the id and the text, so that a claim is quick to look up."""
        return hash((self.id, self.text))

    def usable(self, as_of: dt.date) -> bool:
        """Whether it may be said on that day."""
        return self.status == "approved" and (self.valid_until is None or as_of <= self.valid_until)
