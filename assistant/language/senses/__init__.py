"""Which sense a word has in its place."""

from assistant.language.senses.reading import Reader, Reading

__all__ = ["Reader", "Reading"]
