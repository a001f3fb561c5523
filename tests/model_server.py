"""A server on loopback that speaks the OpenAI chat interface and misbehaves on request.

Each call plays the next step of the script, then the last one again; what came in is kept, byte for byte.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Step = Callable[["Handler"], None]


def answered(
    text: str | None, *, finish: str | None = "stop", usage: dict[str, Any] | None = None, **message: Any
) -> Step:
    """A completion with that content; further keywords are fields of its message."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "loopback-1",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": text, **message}, "finish_reason": finish}
        ],
        "usage": usage or {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }
    return sent(json.dumps(body).encode())


def computed(answer: Callable[[dict[str, Any]], str]) -> Step:
    """A completion whose content is made from the request."""
    return lambda handler: answered(answer(handler.request_body))(handler)


def embedded() -> Step:
    """Vectors for the texts of the request: their lengths, and how many words they have."""

    def step(handler: Handler) -> None:
        vectors = [[float(len(text)), float(len(text.split()) - 1)] for text in handler.request_body["input"]]
        data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
        sent(json.dumps({"object": "list", "model": "loopback-1", "data": data}).encode())(handler)

    return step


def refused(status: int, *, code: str = "", message: str = "no", headers: dict[str, str] | None = None) -> Step:
    """An error in the interface's own form."""
    body = json.dumps({"error": {"message": message, "type": code or "error", "param": None, "code": code or None}})
    return sent(body.encode(), status=status, headers=headers)


def sent(
    body: bytes, *, status: int = 200, type: str = "application/json", headers: dict[str, str] | None = None
) -> Step:
    """Those very bytes."""

    def step(handler: Handler) -> None:
        handler.head(status, {"Content-Type": type, "Content-Length": str(len(body)), **(headers or {})})
        handler.wfile.write(body)

    return step


def silent(handler: Handler) -> None:
    """Never answers."""
    handler.server.stopping.wait()


def dripping(handler: Handler) -> None:
    """One byte at a time, without end and never a whole answer."""
    handler.head(200, {"Content-Type": "application/json", "Content-Length": "1000000"})
    while not handler.server.stopping.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def reset(handler: Handler) -> None:
    """Breaks the connection without a word."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    for end in (handler.wfile, handler.rfile, handler.connection):
        end.close()
    handler.close_connection = True


def broken_off(handler: Handler) -> None:
    """Half an answer, then the end of the connection."""
    body = b'{"id": "chatcmpl-1", "object": "chat.completion", "choices": [{"index": 0, "mess'
    handler.head(200, {"Content-Type": "application/json", "Content-Length": str(len(body) * 2)})
    handler.wfile.write(body)
    handler.close_connection = True


@dataclass
class ChatServer:
    """The running server, what it was told to do and what it was asked."""

    base_url: str
    script: list[Step] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    models: tuple[str, ...] = ("loopback-1",)

    def requests(self) -> list[dict[str, Any]]:
        """The bodies of the calls, read."""
        return [json.loads(body) for body in self.bodies]

    def next_step(self) -> Step:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        listed = [{"id": name, "object": "model", "created": 1, "owned_by": "us"} for name in self.server.chat.models]
        sent(json.dumps({"object": "list", "data": listed}).encode())(self)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.request_body = json.loads(body)
        with self.server.lock:
            self.server.chat.bodies.append(body)
            self.server.chat.paths.append(self.path)
            self.server.chat.headers.append(dict(self.headers))
            step = self.server.chat.next_step()
        try:
            step(self)
        except OSError:
            self.close_connection = True

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.chat = ChatServer(f"http://127.0.0.1:{self.server_address[1]}/v1")

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is no fault of this server."""


@pytest.fixture
def chat_server() -> Iterator[ChatServer]:
    """A server for one test; give it a `script` of steps."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.chat
    server.stopping.set()
    server.shutdown()
    server.server_close()
    thread.join()
