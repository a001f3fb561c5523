"""What words mean: the glossary, the wording check, and the alignment and translation of speakers."""

from assistant.language.check import check
from assistant.language.fix import fix
from assistant.language.glossary import Glossary, define, load_glossary

__all__ = ["Glossary", "check", "define", "fix", "load_glossary"]
