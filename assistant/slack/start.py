"""Starts the surface: connected to a workspace of Slack, or to the stand-in with a page on which people try it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from assistant.domain.slack_settings import SlackSettings
from assistant.errors import ConfigurationError, UsageError
from assistant.llm import SystemClock
from assistant.slack.connection import HOW, Connection, Way, connection
from assistant.slack.current import Current
from assistant.slack.rehearsal.server import APP_TOKEN, BOT_TOKEN, SlackServer
from assistant.slack.rehearsal.stage import Stage, cast

Say = Callable[[str], None]


def serve(current: Current, settings: SlackSettings, say: Say, stop: threading.Event) -> None:
    """Answers in Slack until it is told to stop."""
    running = connection(current, _way(settings), SystemClock(), settings.workers)
    running.open()
    say("connected to Slack; Ctrl-C ends it, and what was asked and not answered is answered at the next start")
    stop.wait()
    running.close()


def rehearse(current: Current, port: int, say: Say, stop: threading.Event) -> None:
    """Serves the page on this machine until it is told to stop."""
    try:
        server = SlackServer(cast(current.now().assistant, int(time.time())), port).start()
    except OSError as error:
        raise UsageError(f"--port {port}: cannot be used ({error.strerror}). Choose another, or 0.") from error
    running = rehearsed(current, server)
    say(f"open {server.base}/ in a browser; nothing leaves this machine. Ctrl-C ends it")
    say("what is asked there is kept in this workspace, in the audit log as `rehearsal`")
    stop.wait()
    running.close()
    server.close()


def rehearsed(current: Current, server: SlackServer) -> Connection:
    """The bot, connected by Socket Mode to the stand-in, whose page shows what it does."""
    running = connection(current, Way(BOT_TOKEN, APP_TOKEN, server.api), SystemClock())
    server.pages = Stage(server)
    running.open()
    return running


def _way(settings: SlackSettings) -> Way:
    bot, app = settings.bot_token, settings.app_token
    missing = [name for name, token in (("bot_token", bot), ("app_token", app)) if not token]
    if bot is None or app is None or missing:
        variables = " and ".join(f"PARLANCE_SLACK_{name.upper()}" for name in missing)
        raise ConfigurationError(
            f"slack: {variables} must be set. {HOW} `parlance slack --rehearse` needs no workspace of Slack."
        )
    return Way(bot.get_secret_value(), app.get_secret_value(), settings.base_url)
