"""Socket Mode from Slack's side: envelopes go to an open connection and come back acknowledged, or are sent again."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import Any

from assistant.slack.rehearsal.websocket import WebSocket

Json = dict[str, Any]
ANSWERED = ("interactive", "slash_commands")
"""Types whose acknowledgement may carry an answer."""


@dataclass
class Sent:
    """An envelope and what came back."""

    envelope: Json
    acknowledged: threading.Event = field(default_factory=threading.Event)
    answer: Json = field(default_factory=dict)
    deliveries: int = 0


@dataclass
class SocketMode:
    """The connections of one app."""

    connections: list[WebSocket] = field(default_factory=list)
    opened: int = 0
    """How many connections were ever made."""
    _sent: dict[str, Sent] = field(default_factory=dict)
    _ready: threading.Condition = field(default_factory=threading.Condition)

    def serve(self, connection: WebSocket) -> None:
        """Greets a connection and reads acknowledgements until it ends."""
        connection.send(
            json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0PARLANCE"}})
        )
        with self._ready:
            self.connections.append(connection)
            self.opened += 1
            self._ready.notify_all()
        while (text := connection.receive()) is not None:
            self._acknowledge(json.loads(text))
        with self._ready:
            if connection in self.connections:
                self.connections.remove(connection)

    def send(self, kind: str, payload: Json, *, seconds: float = 3.0, tries: int = 4) -> Json | None:
        """Sends an envelope until it is acknowledged; the answer, or None when it never was."""
        with self._ready:
            id = f"envelope-{len(self._sent) + 1}"
            sent = self._sent[id] = Sent({"envelope_id": id, "type": kind, "payload": payload})
        sent.envelope["accepts_response_payload"] = kind in ANSWERED
        for attempt in range(tries):
            if kind == "events_api" and attempt:
                sent.envelope |= {"retry_attempt": attempt, "retry_reason": "timeout"}
            if self.deliver(sent, seconds) and sent.acknowledged.wait(seconds):
                return sent.answer
        return None

    def deliver(self, sent: Sent, seconds: float) -> bool:
        """Writes an envelope to the newest connection; False when none came up in time."""
        with self._ready:
            if not self._ready.wait_for(lambda: bool(self.connections), seconds):
                return False
            connection = self.connections[-1]
        sent.deliveries += 1
        try:
            connection.send(json.dumps(sent.envelope))
        except OSError:
            return False
        return True

    def wait_for_connections(self, number: int, seconds: float) -> bool:
        """Whether that many connections were ever made, once they were or time ran out."""
        with self._ready:
            return self._ready.wait_for(lambda: self.opened >= number and bool(self.connections), seconds)

    def ask_to_reconnect(self) -> None:
        """What Slack says when it wants the app to connect anew."""
        for connection in tuple(self.connections):
            connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    def close(self) -> None:
        """Ends every connection."""
        for connection in tuple(self.connections):
            connection.close()

    def _acknowledge(self, answer: Json) -> None:
        with self._ready:
            sent = self._sent.get(str(answer.get("envelope_id")))
        if sent:
            sent.answer = answer.get("payload") or {}
            sent.acknowledged.set()
