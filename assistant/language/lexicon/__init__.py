"""Word lists of general English that the resolver of senses goes by."""

from assistant.language.lexicon.lists import Lexicon, lexicon

__all__ = ["Lexicon", "lexicon"]
