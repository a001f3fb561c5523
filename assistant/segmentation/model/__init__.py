"""The segment model: the shape of `segments.yaml`, its validation, and the typed values that it speaks of."""

from assistant.segmentation.model.model import load_segment_model
from assistant.segmentation.model.schema import AccountSegment, Role, SegmentModel, StakeholderSegment

__all__ = ["AccountSegment", "Role", "SegmentModel", "StakeholderSegment", "load_segment_model"]
