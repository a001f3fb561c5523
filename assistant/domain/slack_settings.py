"""How the Slack app reaches its workspace."""

from __future__ import annotations

from pydantic import Field, SecretStr, field_validator

from assistant.domain.value import Value


class SlackSettings(Value):
    """The `[slack]` table; tokens belong into the environment, such as PARLANCE_SLACK_BOT_TOKEN."""

    bot_token: SecretStr | None = None
    """Token of the bot, `xoxb-…`."""
    app_token: SecretStr | None = None
    """Token of the app for Socket Mode, `xapp-…`, with the scope connections:write."""
    base_url: str = "https://slack.com/api/"
    """Where the Web API is; another one for GovSlack."""
    workers: int = Field(default=32, ge=1, le=256)
    """Questions that are answered at once."""

    @field_validator("base_url")
    @classmethod
    def _ends_in_a_slash(cls, address: str) -> str:
        return address if address.endswith("/") else f"{address}/"
