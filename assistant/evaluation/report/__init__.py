"""What an evaluation leaves in a folder."""

from assistant.evaluation.report.folder import report

__all__ = ["report"]
