"""WHO: the segment model, and the scorer that assigns account segments and stakeholder segments with receipts."""

from assistant.segmentation.model.model import load_segment_model
from assistant.segmentation.model.propose import propose
from assistant.segmentation.model.schema import AccountSegment, Role, SegmentModel, StakeholderSegment
from assistant.segmentation.operations.coverage import CoverageReport
from assistant.segmentation.operations.desk import Desk
from assistant.segmentation.operations.doubts import Doubts
from assistant.segmentation.operations.explain import explained, replayed
from assistant.segmentation.operations.flow_chart import Side, flow_chart
from assistant.segmentation.operations.run_diff import RunDiff
from assistant.segmentation.operations.what_if import WhatIf
from assistant.segmentation.receipts.replay import Replay
from assistant.segmentation.receipts.saved_receipts import SavedReceipt, read_saved, saved
from assistant.segmentation.scoring.overrides import OverridesFile
from assistant.segmentation.scoring.scorer import score
from assistant.segmentation.scoring.scoring import Scoring
from assistant.segmentation.scoring.summary import AccountCounts, ScoringSummary, StakeholderCounts

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
