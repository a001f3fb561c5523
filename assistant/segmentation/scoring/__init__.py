"""The scorer: everybody at once, as one expression that every engine runs unchanged."""

from assistant.segmentation.scoring.names import closeness, name_words
from assistant.segmentation.scoring.overrides import OverridesFile
from assistant.segmentation.scoring.scorer import score
from assistant.segmentation.scoring.scoring import Scoring
from assistant.segmentation.scoring.summary import AccountCounts, ScoringSummary, StakeholderCounts

__all__ = [
    "AccountCounts",
    "OverridesFile",
    "Scoring",
    "ScoringSummary",
    "StakeholderCounts",
    "closeness",
    "name_words",
    "score",
]
