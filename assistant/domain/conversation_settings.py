"""How much may be asked."""

from __future__ import annotations

from pydantic import Field

from assistant.domain.value import Value


class ConversationSettings(Value):
    """The `[conversation]` table: how much may be asked."""

    questions_per_day: int = Field(default=500, ge=0)
    """Questions that one person may ask on a day; 0 sets no limit."""
    model_calls: int = Field(default=6, ge=1, le=30)
    """Calls of the language model that one answer may take."""
