"""WHO: the segment model, and the scorer that assigns account segments and stakeholder segments with receipts."""

from assistant.segmentation.coverage import CoverageReport
from assistant.segmentation.desk import Desk
from assistant.segmentation.doubts import Doubts
from assistant.segmentation.explain import explained, replayed
from assistant.segmentation.flow_chart import Side, flow_chart
from assistant.segmentation.model import load_segment_model
from assistant.segmentation.overrides import OverridesFile
from assistant.segmentation.propose import propose
from assistant.segmentation.replay import Replay
from assistant.segmentation.run_diff import RunDiff
from assistant.segmentation.saved_receipts import SavedReceipt, read_saved, saved
from assistant.segmentation.schema import AccountSegment, Role, SegmentModel, StakeholderSegment
from assistant.segmentation.scorer import score
from assistant.segmentation.scoring import Scoring
from assistant.segmentation.summary import AccountCounts, ScoringSummary, StakeholderCounts
from assistant.segmentation.what_if import WhatIf

__all__ = [
    "AccountCounts",
    "AccountSegment",
    "CoverageReport",
    "Desk",
    "Doubts",
    "OverridesFile",
    "Replay",
    "Role",
    "RunDiff",
    "SavedReceipt",
    "Scoring",
    "ScoringSummary",
    "SegmentModel",
    "Side",
    "StakeholderCounts",
    "StakeholderSegment",
    "WhatIf",
    "explained",
    "flow_chart",
    "load_segment_model",
    "propose",
    "read_saved",
    "replayed",
    "saved",
    "score",
]
