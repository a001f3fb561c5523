"""What words mean: the glossary, the wording check, and the alignment and translation of speakers."""

from assistant.language.align import Alignment, align
from assistant.language.check import check
from assistant.language.fix import fix
from assistant.language.glossary import Glossary, define, load_glossary
from assistant.language.mend import mended
from assistant.language.segment_names import may_name_segments
from assistant.language.tongue import foreign
from assistant.language.translate import Translation, translate

__all__ = [
    "Alignment",
    "Glossary",
    "Translation",
    "align",
    "check",
    "define",
    "fix",
    "foreign",
    "load_glossary",
    "may_name_segments",
    "mended",
    "translate",
]
