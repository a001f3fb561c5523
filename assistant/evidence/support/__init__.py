"""Whether evidence supports a sentence."""

from assistant.evidence.support.support import Support, supports

__all__ = ["Support", "supports"]
