"""Briefs and drafts: what a writer may use, and what it makes of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from assistant.domain.evidence import Claim, DocumentKind, Passage, Share
from assistant.domain.finding import Finding
from assistant.domain.segments import Coverage, Layer, Receipt, Stakeholder
from assistant.domain.value import Value

Kind = Literal["persona", "value-proposition", "talking-points"]


class Audience(Value):
    """Whom a draft is about or for; None is not narrowed."""

    role: str | None = None
    """Id of the stakeholders' role."""
    stakeholder_segment: str | None = None
    """Id of the stakeholder segment."""
    account_segment: str | None = None
    """Id of the account segment."""
    account: str | None = None
    """Id of one account."""
    meeting: str | None = None
    """Id of the stakeholder of that account whom the meeting is with; talking points alone have one."""


class OpenQuestion(Value):
    """What a draft would need to know."""

    missing: str
    """What is not known."""
    why: str
    """What it would allow to say."""
    owner: str
    """Team or person who owns finding out."""


class AudienceCount(Value):
    """How many the scorer put into the audience of a draft."""

    accounts: int
    """Accounts with at least one such stakeholder, or of that segment."""
    stakeholders: int
    """Stakeholders in the audience."""


class SectionPlan(Value):
    """A section that a draft may have."""

    id: str
    """Stable name such as `pains`."""
    title: str
    """Heading."""
    share: Share
    """Who may read it."""
    words: int | None = None
    """At most so many words, each sentence repeated from another section; None: it says what no other does."""


class Vocabulary(Value):
    """Names of the segment model: what its ids are called in a sentence."""

    roles: dict[str, str] = {}
    """Display name of each role, by id, in the order of the segment model."""
    role_meanings: dict[str, str] = {}
    """What those who hold a role decide, by its id, where the segment model says it."""
    titles: dict[str, tuple[str, ...]] = {}
    """Phrases in the job titles of each role, by id."""
    account_segments: dict[str, str] = {}
    """Display name of each account segment, by id."""
    stakeholder_segments: dict[str, str] = {}
    """Display name of each stakeholder segment, by id."""
    meanings: dict[str, str] = {}
    """Meaning of each segment, by its display name."""
    asks: dict[str, str] = {}
    """The question that fills a missing attribute, by `account.NAME` or `stakeholder.NAME`, where there is one."""
    fixed: frozenset[str] = frozenset()
    """Attributes of accounts that selling cannot change."""


class Brief(Value):
    """Everything a writer may use for one draft, and nothing else."""

    kind: Kind
    """What is to be written."""
    audience: Audience
    """For whom."""
    company: str
    """Who speaks, from parlance.toml."""
    product: str
    """What is offered, from parlance.toml."""
    role_name: str | None = None
    """Display name of the role."""
    account_segment_name: str | None = None
    """Display name of the account segment."""
    account_segment_meaning: str | None = None
    """Meaning of the account segment, from the segment model."""
    stakeholder_segment_name: str | None = None
    """Display name of the stakeholder segment."""
    stakeholder_segment_meaning: str | None = None
    """Meaning of the stakeholder segment, from the segment model."""
    coverage: Coverage | None = None
    """Coverage of the account segment."""
    count: AudienceCount
    """Size of the audience that the asker may see."""
    receipt: Receipt | None = None
    """Receipt of the one account."""
    examples: tuple[Receipt, ...] = ()
    """Receipts of a few accounts in the audience, when it is not one account."""
    stakeholders: tuple[Stakeholder, ...] = ()
    """People in the one account, or the audience's people in the examples."""
    people: tuple[Receipt, ...] = ()
    """Receipts of these stakeholders, in the same order."""
    absent: tuple[str, ...] = ()
    """Ids of the roles that nobody known in the one account holds, when the draft is about everybody there."""
    vocabulary: Vocabulary = Vocabulary()
    """Names of roles and segments."""
    outline: tuple[SectionPlan, ...] = ()
    """Sections that may be written: those whose layer the data supports."""
    layers: frozenset[Layer] = frozenset()
    """Layers that the data supports."""
    claims: tuple[Claim, ...] = ()
    """Approved, unexpired, for this audience."""
    passages: tuple[Passage, ...] = ()
    """What the asker may see and the audience calls for, best first."""
    kinds: dict[str, DocumentKind] = {}
    """Kinds of the documents behind the claims, by id."""
    questions: tuple[OpenQuestion, ...] = ()
    """What is already known to be missing."""
    as_of: date
    """The day for which the draft is written."""


class Statement(Value):
    """One sentence with its citations."""

    text: str
    """The sentence."""
    cites: tuple[str, ...]
    """`claim:ID`, `passage:ID` or `receipt:ACCOUNT`."""


class Section(Value):
    """A part of a draft."""

    id: str
    """Stable name such as `pains`."""
    title: str
    """Heading."""
    share: Share
    """Who may read it: a customer section cites only what customers may see."""
    statements: tuple[Statement, ...]
    """What it says."""


class Provenance(Value):
    """From what a draft was made."""

    segment_model: str
    """Fingerprint of the segment model."""
    run: str
    """Id of the run."""
    glossary: str
    """Fingerprint of the glossary."""
    prompt: str
    """Fingerprint of the prompt or patterns."""
    evidence: dict[str, str]
    """Hash of each cited claim, passage and receipt, by citation."""
    as_of: date
    """The day for which it was written."""


class Draft(Value):
    """Statements in sections, with provenance and findings."""

    kind: Kind
    """What it is."""
    audience: Audience
    """For whom."""
    sections: tuple[Section, ...]
    """What it says; empty when refused."""
    open_questions: tuple[OpenQuestion, ...]
    """What it does not say, and who can find out."""
    writer: str
    """`composer`, or `model:NAME`."""
    attempts: int
    """How often a writer tried."""
    status: Literal["checked", "refused"]
    """Refused drafts carry their reasons in `findings` and no text."""
    findings: tuple[Finding, ...]
    """What the review reported."""
    provenance: Provenance
    """From what it was made."""
