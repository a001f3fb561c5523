"""Answers that were paid for already: the same question of the same asker costs nothing twice.

The key covers all that an answer may depend on: model and endpoint, every setting that changes the text, each byte of
the messages, the form, and the asker's rights, so that nobody is answered from what another may see. An entry that is
damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import json
from typing import Protocol

from pydantic import ValidationError

from assistant.domain.language_model import LanguageModelSettings, Usage
from assistant.domain.value import Value
from assistant.llm.exchange import Answer, Request

VERSION = 1


class ResponseCache(Protocol):
    """Where answers are kept, as text by key."""

    def get(self, key: str) -> str | None:
        """The entry, or None."""
        ...

    def put(self, key: str, entry: str) -> None:
        """Keeps an entry; a second one of that key replaces it."""
        ...


class Entry(Value):
    """A kept answer; its digest tells whether it is whole."""

    text: str
    """The answer."""
    finish: str | None
    """Why the language model stopped."""
    model: str
    """The name that the endpoint gave itself."""
    usage: Usage
    """What it had cost."""
    digest: str
    """SHA-256 of the text."""


def cache_key(request: Request, settings: LanguageModelSettings, rights: str) -> str:
    """64 hexadecimal digits; `rights` says what the asker may see."""
    told = [(message.role, message.text) for message in request.messages]
    question = [VERSION, settings.endpoint(), told, request.form, request.json_schema]
    question += [request.structured, request.max_tokens, rights]
    return _digest(json.dumps(question, sort_keys=True, ensure_ascii=False))


def remember(cache: ResponseCache, key: str, answer: Answer) -> None:
    """Keeps an answer."""
    entry = Entry(
        text=answer.text,
        finish=answer.finish,
        model=answer.model,
        usage=answer.usage,
        digest=_digest(answer.text),
    )
    cache.put(key, entry.model_dump_json())


def recall(cache: ResponseCache, key: str) -> Answer | None:
    """The kept answer; None when there is none or it is damaged."""
    kept = cache.get(key)
    if kept is None:
        return None
    try:
        entry = Entry.model_validate_json(kept)
    except ValidationError:
        return None
    if entry.digest != _digest(entry.text):
        return None
    return Answer(text=entry.text, finish=entry.finish, model=entry.model, usage=entry.usage)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
