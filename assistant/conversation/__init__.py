"""One brain for every surface: what a person asks, on whose behalf, and the checked reply."""

from assistant.conversation.brain import Brain

__all__ = ["Brain"]
