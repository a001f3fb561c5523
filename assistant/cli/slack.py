"""`slack`: starts the Slack app, or its rehearsal, and keeps it running until it is interrupted."""

from __future__ import annotations

import importlib
import logging
import signal
import sys
import threading
from datetime import date
from importlib import resources
from types import ModuleType

from assistant.cli.session import Session
from assistant.errors import ConfigurationError


def serve(session: Session, _port: int) -> int:
    """Connects to Slack by Socket Mode."""
    start = _surface()
    session.name_source()
    start.serve(_current(session, "slack"), session.configured.settings.slack, session.note, _interrupted())
    return 0


def rehearse(session: Session, port: int) -> int:
    """Serves the local page."""
    start = _surface()
    session.name_source()
    start.rehearse(_current(session, "rehearsal"), port, session.note, _interrupted())
    return 0


def manifest(_session: Session, _port: int) -> int:
    """Prints the manifest of the app."""
    print(resources.files("assistant").joinpath("slack", "manifest.yaml").read_text(encoding="utf-8"), end="")
    return 0


def _surface() -> ModuleType:
    """The Slack surface; it is an extra."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("assistant.slack").setLevel(logging.INFO)
    try:
        return importlib.import_module("assistant.slack.start")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("assistant"):
            raise
        raise ConfigurationError(
            "parlance slack needs an extra. Install it with: pip install 'parlance-assistant[slack]'"
        ) from error


def _current(session: Session, surface: str) -> object:
    """What answers are made from, opened anew on each new day."""
    current = importlib.import_module("assistant.slack.current")
    return current.Current(lambda: Session.start(session.options, date.today).assistant, date.today, surface)


def _interrupted() -> threading.Event:
    """Set when somebody wants the process to end."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
