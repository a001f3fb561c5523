"""Whether evidence supports a sentence."""

from assistant.evidence.support.support import Decision, Support, decide, supports

__all__ = ["Decision", "Support", "decide", "supports"]
