"""Sentences of drafts: how they are put together, compared, quoted, and kept clean of markup."""
