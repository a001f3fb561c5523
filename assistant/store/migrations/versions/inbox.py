"""The inbox, which an earlier version made beside the state when it first needed one."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, MetaData, String, Table, Text

revision = "0.3"
down_revision = "0.2"


def upgrade() -> None:
    """Makes the table where it is not there."""
    Table(
        "inbox",
        MetaData(),
        Column("sequence", Integer, primary_key=True, autoincrement=True),
        Column("key", String(200), nullable=False, unique=True),
        Column("lane", String(200), nullable=False, index=True),
        Column("work", Text, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("posts", Integer, nullable=False),
        Column("state", String(10), nullable=False),
        Column("result", Text, nullable=False),
    ).create(op.get_bind(), checkfirst=True)
