"""Drafts, disputes and answers, as version 0.1 kept them, whichever of them a state has already."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, MetaData, String, Table, Text

revision = "0.1"
down_revision = None


def upgrade() -> None:
    """Makes what is missing."""
    tables = MetaData()
    Table(
        "drafts",
        tables,
        Column("sequence", Integer, primary_key=True, autoincrement=True),
        Column("id", String(80), nullable=False, unique=True),
        Column("kind", String(40), nullable=False),
        Column("as_of", String(10), nullable=False),
        Column("status", String(10), nullable=False),
        Column("draft", Text, nullable=False),
    )
    Table(
        "disputes",
        tables,
        Column("number", Integer, primary_key=True, autoincrement=True),
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
    )
    Table(
        "answers",
        tables,
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("level", String(20), nullable=False),
        Column("id", Text, nullable=False),
        Column("attribute", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("on", String(10), nullable=False),
    )
    tables.create_all(op.get_bind())
