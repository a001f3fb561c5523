"""What alembic runs: the migrations, on the connection that it was given."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="parlance_version")
context.run_migrations()
