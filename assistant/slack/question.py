"""What somebody asked in Slack, as it is kept until it is answered."""

from __future__ import annotations

from assistant.domain.value import Value
from assistant.workspace import fingerprint


class Question(Value):
    """One question of one person at one place."""

    key: str
    """The same however often Slack sends it."""
    team: str
    """Id of the Slack workspace."""
    channel: str
    """Id of the channel or direct message."""
    thread: str
    """Timestamp of the thread's first message; empty for a command, which has no thread."""
    person: str
    """Slack id of who asks."""
    text: str
    """The question, without markup."""
    before: str = ""
    """The question that this one follows up, where it came from a button below an answer."""
    unseen: bool = False
    """Whether nobody else saw that it was asked: a command, or a button below an answer for one person alone."""
    response_url: str = ""
    """Where an answer for the person alone can be sent; empty when Slack gave none."""

    @property
    def lane(self) -> str:
        """Questions of one lane are answered one after the other: one person in one thread."""
        return f"{self.team}:{self.channel}:{self.thread}:{self.person}"

    @property
    def begins_thread(self) -> bool:
        """Whether it is the first message of its thread, below which nothing stands yet."""
        return bool(self.thread) and self.key.endswith(f":{self.thread}")

    @property
    def talk(self) -> str:
        """What a follow-up follows: the thread; what nobody else saw is remembered for the person alone."""
        return self.lane if self.unseen or not self.thread else f"{self.team}:{self.channel}:{self.thread}"

    @property
    def reference(self) -> str:
        """What stands for the question in logs and on messages; it tells nothing of it."""
        return fingerprint(self.key.encode())
