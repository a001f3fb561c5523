"""What the app itself says: fixed sentences without a fact in them."""

from __future__ import annotations

from assistant.errors import ModelUnavailableError, ParlanceError, StoreError, UsageError

WORKING = "is looking it up…"
LOADING = ("Reading what is known…", "Choosing the evidence…", "Checking every sentence…")
ALONE = "The person who asked has an answer, for their eyes alone."
SHARED = (
    "This channel is shared with another company, so I give definitions only here: ask what a word means, "
    "or let me check a text. Ask me the rest in a direct message."
)
OUTSIDE = (
    "I know you as a guest or not at all, so I give definitions only: ask what a word means, or let me check a text. "
    "Whoever runs Parlance can add your Slack member id to knowledge/team.yaml."
)
EMPTY = "Ask me something, such as “what does customer mean?” or “why is Mercy General Invest?”."
GONE = "This answer is too long ago for its buttons. Ask the question again."
THANKS = "Thank you. It is kept as a case for the next evaluation."

UNREAD = (
    "I cannot read who is in this channel, so I give definitions only here. Invite me to the channel, or ask me the "
    "rest in a direct message."
)


def limited(kind: str) -> str:
    """Why somebody gets definitions only at that kind of place."""
    return {"shared": SHARED, "unclear": UNREAD}.get(kind, OUTSIDE)


def failed(error: BaseException, reference: str) -> str:
    """What a person reads when an answer failed: what to do, and a reference to the log, nothing internal."""
    if isinstance(error, ModelUnavailableError):
        return (
            "The language model refuses our credentials or our quota is used up, so I cannot draft now. "
            f"Whoever runs Parlance finds the reason with `parlance doctor` (reference {reference})."
        )
    if isinstance(error, StoreError):
        return (
            "I cannot write down what I would answer, so I do not answer. Ask again in some minutes; "
            f"whoever runs Parlance finds the reason in the log (reference {reference})."
        )
    if isinstance(error, UsageError):
        return f"I cannot do that as asked: {error}"
    if isinstance(error, ParlanceError):
        return (
            "The workspace of Parlance is not in order, so I cannot answer. "
            f"Whoever runs it finds the reason with `parlance doctor` (reference {reference})."
        )
    return (
        "Something failed on our side, not in your question. Ask again in a minute; "
        f"if it fails again, give whoever runs Parlance this reference: {reference}."
    )
