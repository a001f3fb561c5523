"""The server of the drafting benchmark: a process of its own that thinks for a fixed time and then answers."""

from __future__ import annotations

import asyncio
import json
import re
import time
from multiprocessing import Queue

Answers = dict[str, str]
"""Answers by id of the account whose receipt stands in the prompt."""


def serve(answers: Answers, seconds: float, ready: Queue[int]) -> None:
    """The server: one process, one loop, a fixed time for each answer."""
    calls = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
                body = await reader.readexactly(int(length[1])) if length else b""
                if head.startswith("GET"):
                    content = str(calls).encode()
                else:
                    calls += 1
                    started = time.monotonic()
                    content = completion(body)
                    await asyncio.sleep(max(0.0, seconds - (time.monotonic() - started)))
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(content)
                )
                writer.write(content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def completion(body: bytes) -> bytes:
        told = body.decode()
        found = re.findall(r'<source id=\\"receipt:([^"\\]+)\\"', told)
        text = next((answers[id] for id in found if id in answers), "{}")
        usage = {"prompt_tokens": len(told) // 4, "completion_tokens": len(text) // 4, "total_tokens": 0}
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        answer = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [choice],
            "usage": usage,
        }
        return json.dumps(answer).encode()

    async def main() -> None:
        server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=1 << 24)
        ready.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


def calls(port: int) -> int:
    """How many answers the server gave."""
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as reply:
        return int(reply.read())
