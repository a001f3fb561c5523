"""Files that are not text: PDF, Word, PowerPoint and web pages, turned into pages of text.

They are opened in a process of its own, which has limits on time and memory, reaches no network and starts nothing.
"""

from assistant.evidence.documents.intake.formats import OFFICE, office_format, older_format
from assistant.evidence.documents.intake.intake import Intake
from assistant.evidence.documents.intake.pages import Page, Pages

__all__ = ["OFFICE", "Intake", "Page", "Pages", "office_format", "older_format"]
