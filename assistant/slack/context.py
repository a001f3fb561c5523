"""What a button below an answer remembers: which question it belongs to, so that a click asks again, never recalls."""

from __future__ import annotations

from pydantic import Field, ValidationError

from assistant.domain.conversation import Reply
from assistant.domain.value import Value
from assistant.slack.question import Question

MOST = 2000
"""Characters that Slack keeps for a button."""
CLIPPED = 300


class Context(Value):
    """The question behind an answer. A person who may not see the answer gets nothing from this but the question."""

    key: str = Field(alias="k")
    """Key of the question."""
    question: str = Field(alias="q")
    """Its words."""
    before: str = Field(default="", alias="b")
    """The question that it followed up."""
    draft: str | None = Field(default=None, alias="d")
    """Id of the draft that the answer was taken from."""
    choice: str = Field(default="", alias="c")
    """The words to ask instead, of a button that asks for itself."""

    @classmethod
    def of(cls, question: Question, reply: Reply, choice: str = "") -> Context:
        """What the buttons of this reply remember."""
        values = {"k": question.key, "q": question.text, "b": question.before, "d": reply.draft, "c": choice}
        return cls.model_validate(values)

    @classmethod
    def read(cls, value: str) -> Context | None:
        """What a button remembers; None when that is not ours or too old."""
        try:
            return cls.model_validate_json(value)
        except ValidationError:
            return None

    def clipped(self) -> Context:
        """The same with the beginning of a long question, for what only names it."""
        return self.model_copy(update={"question": self.question[:CLIPPED], "before": ""})

    def written(self) -> str | None:
        """For the button; None when the question is too long for one."""
        text = self.model_dump_json(by_alias=True, exclude_defaults=True)
        return text if len(text) <= MOST else None
