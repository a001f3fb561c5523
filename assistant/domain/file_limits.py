"""How large a file may be and how long reading it may take."""

from __future__ import annotations

from pydantic import Field

from assistant.domain.value import Value


class FileLimits(Value):
    """Bounds for one file; what is beyond them is refused with a reason, never half read."""

    megabytes: int = Field(default=50, ge=1)
    """Size of the largest file that is read."""
    unpacked_megabytes: int = Field(default=200, ge=1)
    """Size of what a .docx or .pptx, which is a packed folder, may unpack to."""
    seconds: int = Field(default=60, ge=1)
    """How long reading one PDF, office or web file may take."""
    memory_megabytes: int = Field(default=2048, ge=512)
    """Address space of the process that reads PDF, office and web files."""
