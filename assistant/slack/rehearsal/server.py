"""The stand-in's server on loopback: the Web API, response URLs, Socket Mode, and the page shown beside them."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from assistant.slack.rehearsal import web_api
from assistant.slack.rehearsal.socket_mode import SocketMode
from assistant.slack.rehearsal.validation import RefusedError
from assistant.slack.rehearsal.websocket import WebSocket, accept
from assistant.slack.rehearsal.world import Json, World

LOG = logging.getLogger(__name__)
BOT_TOKEN, APP_TOKEN = "xoxb-rehearsal", "xapp-rehearsal"
GUARDED = {
    "Content-Security-Policy": "default-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
Answer = tuple[int, str, bytes]
"""Status, content type and body of a page."""


class Pages(Protocol):
    """What is shown to people beside the interfaces for apps."""

    def get(self, path: str, query: dict[str, str]) -> Answer:
        """A page or a part of one."""

    def post(self, path: str, form: dict[str, str]) -> Answer:
        """What somebody did on a page."""


class SlackServer(ThreadingHTTPServer):
    """Serves one world."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, world: World, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Exchange)
        self.world = world
        self.socket_mode = SocketMode()
        self.pages: Pages | None = None
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def base(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def api(self) -> str:
        """Address of the Web API."""
        return f"{self.base}/api/"

    def start(self) -> SlackServer:
        """Serves until it is closed."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Ends everything."""
        self.socket_mode.close()
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """Logs faults; a caller that hangs up is none."""
        del request, client_address
        if not isinstance(sys.exc_info()[1], ConnectionError):
            LOG.exception("the stand-in failed")


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SlackServer

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        if place.path == "/link":
            self._link()
        elif self.server.pages and self._local():
            self._page(lambda pages: pages.get(place.path, dict(parse_qsl(place.query))))
        else:
            self._send(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        if path.startswith("/api/"):
            self._api(path.removeprefix("/api/"), self._arguments(body))
        elif path.startswith("/respond/"):
            self._respond(path.removeprefix("/respond/"), json.loads(body or b"{}"))
        elif self.server.pages and self._local():
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
            self._page(lambda pages: pages.post(path, form))
        else:
            self._send(404, "text/plain", b"")

    def _local(self) -> bool:
        """Whether the page is asked for by its own address: other sites have no business here."""
        own = urlsplit(self.server.base).netloc
        port = own.rpartition(":")[2]
        origin = urlsplit(self.headers.get("Origin") or self.server.base).netloc
        names = (own, f"localhost:{port}")
        return self.headers.get("Host") in names and origin in names

    def _page(self, shown: Callable[[Pages], Answer]) -> None:
        if self.server.pages:
            self._send(*shown(self.server.pages), GUARDED)

    def _arguments(self, body: bytes) -> Json:
        if "json" in (self.headers.get("Content-Type") or ""):
            return dict(json.loads(body or b"{}"))
        return dict(parse_qsl(body.decode(), keep_blank_values=True))

    def _api(self, method: str, arguments: Json) -> None:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ") or arguments.pop("token", "")
        world = self.server.world
        refusal = world.next_refusal(method)
        if refusal and "retry_after" in refusal:
            self._json({"ok": False, "error": "ratelimited"}, status=429, retry_after=refusal["retry_after"])
            return
        if refusal and "hang_up" in refusal:
            self.close_connection = True
            return
        try:
            if refusal:
                raise RefusedError(refusal["error"])
            self._json({"ok": True, **self._called(method, arguments, token)})
        except RefusedError as error:
            self._json({"ok": False, "error": error.error, **error.details})

    def _called(self, method: str, arguments: Json, token: str) -> Json:
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                raise RefusedError("not_allowed_token_type")
            return {"url": f"ws://127.0.0.1:{self.server.server_address[1]}/link?ticket=1"}
        if token != BOT_TOKEN:
            raise RefusedError("invalid_auth")
        return web_api.call(self.server.world, method, arguments)

    def _respond(self, token: str, arguments: Json) -> None:
        world = self.server.world
        with world.lock:
            target = world.responses.get(token)
            if target is None or not target["left"] or world.clock.now() > target["until"]:
                self._send(404, "text/plain", b"used_url" if target and not target["left"] else b"expired_url")
                return
            target["left"] -= 1
            try:
                web_api.ephemeral(world, target["channel"], target["user"], target["thread"], arguments)
            except RefusedError as error:
                self._json({"ok": False, "error": error.error, **error.details}, status=400)
                return
        self._send(200, "text/plain", b"ok")

    def _link(self) -> None:
        self.send_response_only(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accept(self.headers.get("Sec-WebSocket-Key") or ""))
        self.end_headers()
        self.close_connection = True
        with suppress(OSError):
            self.server.socket_mode.serve(WebSocket(self.connection))

    def _json(self, document: Json, *, status: int = 200, retry_after: int | None = None) -> None:
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self._send(status, "application/json", json.dumps(document).encode(), headers)

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the page shows what happens."""
