"""The tools: everything that a question can lead to, by the name of its intent."""

from assistant.conversation.tools.registry import TOOLS, Tool

__all__ = ["TOOLS", "Tool"]
