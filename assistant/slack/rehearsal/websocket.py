"""The server's end of a WebSocket: a handshake and text frames (RFC 6455), enough for Socket Mode."""

from __future__ import annotations

import base64
import hashlib
import socket
import struct
import threading

MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def accept(key: str) -> str:
    """What the server answers to the client's key."""
    return base64.b64encode(hashlib.sha1((key + MAGIC).encode(), usedforsecurity=False).digest()).decode()


class WebSocket:
    """One connection after its handshake."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._sending = threading.Lock()

    def send(self, text: str) -> None:
        """Sends one text; `OSError` when the other end is gone."""
        self._send(TEXT, text.encode())

    def receive(self) -> str | None:
        """The next text; None when the connection ends. Pings are answered meanwhile."""
        while True:
            try:
                kind, payload = self._frame()
            except OSError:
                return None
            if kind == TEXT:
                return payload.decode()
            if kind == PING:
                self._send(PONG, payload)
            if kind == CLOSE:
                return None

    def close(self) -> None:
        """Ends the connection, politely and then really."""
        try:
            self._send(CLOSE, struct.pack("!H", 1000))
            self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def cut(self) -> None:
        """Ends the connection as a fault of the network does: without a word."""
        try:
            self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def _send(self, kind: int, payload: bytes) -> None:
        length = len(payload)
        if length < 126:
            head = struct.pack("!BB", 0x80 | kind, length)
        elif length < 2**16:
            head = struct.pack("!BBH", 0x80 | kind, 126, length)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 127, length)
        with self._sending:
            self._connection.sendall(head + payload)

    def _frame(self) -> tuple[int, bytes]:
        first, second = self._exactly(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._exactly(8))
        mask = self._exactly(4) if second & 0x80 else bytes(4)
        payload = self._exactly(length)
        return first & 0x0F, bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))

    def _exactly(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            more = self._connection.recv(count - len(found))
            if not more:
                raise ConnectionResetError("the other end closed the connection")
            found += more
        return found
