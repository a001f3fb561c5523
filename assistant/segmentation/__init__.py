"""WHO: the segment model, and the scorer that assigns account segments and stakeholder segments with receipts."""

from assistant.segmentation.model import load_segment_model
from assistant.segmentation.propose import propose
from assistant.segmentation.schema import AccountSegment, Role, SegmentModel, StakeholderSegment
from assistant.segmentation.scorer import score
from assistant.segmentation.scoring import Scoring
from assistant.segmentation.summary import AccountCounts, ScoringSummary, StakeholderCounts

__all__ = [
    "AccountCounts",
    "AccountSegment",
    "Role",
    "Scoring",
    "ScoringSummary",
    "SegmentModel",
    "StakeholderCounts",
    "StakeholderSegment",
    "load_segment_model",
    "propose",
    "score",
]
