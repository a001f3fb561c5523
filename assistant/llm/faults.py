"""Every exception of the vendor becomes one of ours here, and nowhere else.

`KINDS` names each class of `openai`; a test walks the vendor's own list and fails when one is missing. Texts of the
vendor that may hold a key (those of a refusal) are not passed on.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit

import openai

from assistant.domain.language_model import LanguageModelSettings
from assistant.errors import ConfigurationError, ModelUnavailableError
from assistant.llm.exchange import Failure, FailureKind

Outcome = FailureKind | Literal["refused", "unknown_model"]

KINDS: Mapping[type[Exception], Outcome | Literal["by_status"]] = {
    openai.AuthenticationError: "refused",
    openai.OAuthError: "refused",
    openai.PermissionDeniedError: "refused",
    openai.NotFoundError: "unknown_model",
    openai.RateLimitError: "busy",
    openai.InternalServerError: "server",
    openai.ConflictError: "server",
    openai.BadRequestError: "rejected",
    openai.UnprocessableEntityError: "rejected",
    openai.APIStatusError: "by_status",
    openai.APIConnectionError: "connection",
    openai.APITimeoutError: "connection",
    openai.WebSocketConnectionClosedError: "connection",
    openai.WebSocketQueueFullError: "connection",
    openai.APIResponseValidationError: "malformed",
    openai.InvalidWebhookSignatureError: "malformed",
    openai.LengthFinishReasonError: "length",
    openai.ContentFilterFinishReasonError: "refusal",
    openai.APIError: "server",
    openai.OpenAIError: "refused",
}
BY_STATUS: Mapping[int, Outcome] = {402: "refused", 408: "server", 425: "server"}
QUOTA = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "quota_exceeded"})
COMPOSER = "`--writer composer` drafts without a language model."
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def failure(error: Exception, settings: LanguageModelSettings, instead: str = COMPOSER) -> Failure:
    """The failure that an exception stands for; `instead` is what a user can do without the model.

    Raises `ModelUnavailableError` for refused credentials and used-up quota, `ConfigurationError` for a model or an
    address that the endpoint does not know.
    """
    outcome = outcome_of(error)
    if outcome == "refused" or _quota(error):
        raise _refused(error, settings, instead) from error
    if outcome == "unknown_model":
        raise ConfigurationError(
            f"{place(settings)}: the endpoint knows no such model or address (404). "
            "Check `model` and `base_url` under [llm]; `parlance doctor` lists what the endpoint offers."
        ) from error
    return Failure(outcome, _detail(error), _status(error), _retry_after(error))


def outcome_of(error: Exception) -> Outcome:
    """What the nearest class in `KINDS` says; what is not the vendor's own is a malformed answer."""
    kind = next((known for known in type(error).__mro__ if known in KINDS), None)
    outcome = KINDS[kind] if kind else "malformed"
    return BY_STATUS.get(_status(error) or 0, "rejected") if outcome == "by_status" else outcome


def place(settings: LanguageModelSettings) -> str:
    """The model and its endpoint, without what an address may hold of credentials."""
    address = urlsplit(settings.base_url)
    return f"language model `{settings.model}` at {address.hostname}{f':{address.port}' if address.port else ''}"


def _refused(error: Exception, settings: LanguageModelSettings, instead: str) -> ModelUnavailableError:
    if _quota(error):
        what = "the quota is used up. Raise it with the provider"
    elif isinstance(error, openai.PermissionDeniedError):
        what = "the key may not use this model (403). Ask for the right, or name another `model` under [llm]"
    else:
        what = f"the credentials are refused ({_status(error) or 'no status'}). Check PARLANCE_LLM_API_KEY"
    return ModelUnavailableError(f"{place(settings)}: {what}; {instead}")


def _quota(error: Exception) -> bool:
    """Whether a 402 or 429 means an empty purse and not a short rush."""
    if _status(error) == 402:
        return True
    codes = {getattr(error, "code", None), getattr(error, "type", None)}
    return _status(error) == 429 and not QUOTA.isdisjoint(codes)


def _status(error: Exception) -> int | None:
    return error.status_code if isinstance(error, openai.APIStatusError) else None


def _detail(error: Exception) -> str:
    status = _status(error)
    text = error.message if isinstance(error, openai.APIError) else str(error)
    shown = " ".join(text.split())[:160]
    return f"{status}: {shown}" if status and not shown.startswith(("Error code", str(status))) else shown


def _retry_after(error: Exception) -> float | None:
    """Seconds that the endpoint asks for, as a number or as a date beside its own `Date`."""
    if not isinstance(error, openai.APIStatusError):
        return None
    headers = error.response.headers
    try:
        if "retry-after-ms" in headers:
            return float(headers["retry-after-ms"]) / 1000
        return float(headers["retry-after"])
    except KeyError:
        return None
    except ValueError:
        return _until(headers["retry-after"], headers.get("date", ""))


def _until(then: str, now: str) -> float | None:
    try:
        return (parsedate_to_datetime(then) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return None
