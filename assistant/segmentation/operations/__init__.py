"""Sales operations: what is published, what would change, what is covered, and what to ask next."""

from assistant.segmentation.operations.coverage import CoverageReport
from assistant.segmentation.operations.desk import Desk
from assistant.segmentation.operations.doubts import Doubts
from assistant.segmentation.operations.explain import explained, replayed
from assistant.segmentation.operations.flow_chart import Side, flow_chart
from assistant.segmentation.operations.run_diff import RunDiff
from assistant.segmentation.operations.what_if import WhatIf

__all__ = ["CoverageReport", "Desk", "Doubts", "RunDiff", "Side", "WhatIf", "explained", "flow_chart", "replayed"]
