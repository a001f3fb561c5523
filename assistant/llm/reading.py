"""From the text of an answer to a value: JSON, fenced or not, never evaluated, never guessed."""

from __future__ import annotations

import re

from pydantic import ValidationError

from assistant.llm.exchange import Answer, Failure, Schema

FENCE = re.compile(r"\A\s*(?:[^`{\[]{0,200})```[A-Za-z]*[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL)
FINISHED = frozenset({"stop", "end_turn", "eos", "eos_token", "stop_sequence"})
MOST_PROBLEMS = 5


def read(answer: Answer, schema: type[Schema]) -> Schema | Failure:
    """The value in an answer that the language model finished, or why there is none."""
    return unfinished(answer) or parse(answer.text, schema)


def unfinished(answer: Answer) -> Failure | None:
    """Why an answer cannot be used whatever it says: declined, cut, or empty."""
    if answer.refusal or answer.finish == "content_filter":
        return Failure("refusal", _shown(answer.refusal or "content filter"))
    if answer.finish == "length":
        return Failure("length")
    if answer.finish not in FINISHED:
        return Failure("cut", f"finish reason {answer.finish or 'missing'}")
    if not answer.text.strip():
        return Failure("empty")
    return None


def parse(text: str, schema: type[Schema]) -> Schema | Failure:
    """The value that the text spells out, or what is wrong with it, in words that it can be mended with."""
    fenced = FENCE.match(text)
    if fenced is None and re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        return Failure("malformed", "a web page")
    try:
        return schema.model_validate_json(fenced[1] if fenced else text.strip())
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        if problems[0]["type"] == "json_invalid":
            return Failure("invalid_json", problems[0]["msg"].removeprefix("Invalid JSON: "))
        lines = [f"{'.'.join(map(str, p['loc'])) or 'answer'}: {p['msg']}" for p in problems[:MOST_PROBLEMS]]
        return Failure("wrong_form", "; ".join(lines))


def _shown(text: str) -> str:
    return " ".join(text.split())[:200]
