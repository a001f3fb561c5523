"""The tables of the state as they are now; `migrations/` brings older ones here.

Every table of content has a `seal`, the hash of its row; the audit chain has its own hashes instead, and the inbox
holds work, not content.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()
NOTHING = "0" * 64
"""Hash before the first row of the audit chain."""


def _numbered(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=True)


def _seal() -> Column[str]:
    return Column("seal", String(16), nullable=False, server_default="")


DRAFTS = Table(
    "drafts",
    METADATA,
    _numbered("sequence"),
    Column("id", String(80), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("draft", Text, nullable=False),
    _seal(),
)

ORDERS = Table(
    "orders",
    METADATA,
    Column("key", String(80), primary_key=True),
    Column("draft", String(80), nullable=False),
    _seal(),
)

DISPUTES = Table(
    "disputes",
    METADATA,
    _numbered(),
    Column("account", Text, nullable=False),
    Column("segment", Text, nullable=False),
    Column("run", String(40), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("note", Text),
    Column("resolved_by", Text),
    Column("resolved_on", String(10)),
    _seal(),
)

ANSWERS = Table(
    "answers",
    METADATA,
    _numbered(),
    Column("level", String(20), nullable=False),
    Column("id", Text, nullable=False),
    Column("attribute", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("on", String(10), nullable=False),
    _seal(),
)

TURNS = Table(
    "turns",
    METADATA,
    _numbered(),
    Column("thread", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False, index=True),
    Column("turn", Text, nullable=False),
    _seal(),
    UniqueConstraint("thread", "sequence"),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    _numbered(),
    Column("key", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False),
    Column("feedback", Text, nullable=False),
    _seal(),
)

BUDGETS = Table(
    "budgets",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("spent", Float, nullable=False),
    _seal(),
)

SEEN = Table("seen", METADATA, _numbered(), Column("key", Text, nullable=False, unique=True))

PEOPLE = Table(
    "people",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("key", String(64), nullable=False),
    _seal(),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

AUDIT_WORDS = Table(
    "audit_words",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("person", Text, nullable=False, index=True),
    Column("words", Text, nullable=False),
)

AUDIT_HEAD = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("rows", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

INBOX = Table(
    "inbox",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("lane", String(200), nullable=False, index=True),
    Column("work", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("posts", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("result", Text, nullable=False),
)

SEALED = (DRAFTS, ORDERS, DISPUTES, ANSWERS, TURNS, FEEDBACK, BUDGETS, PEOPLE)
