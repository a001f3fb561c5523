"""Calls of an endpoint that end at their deadline, whatever the other side does.

A call runs as a task of an event loop in a thread of its own; cancelling it closes the connection, and the caller's
thread is free.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class Calls:
    """An event loop in a thread of its own, which several threads may give calls."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="parlance-llm", daemon=True).start()

    def run(self, call: Coroutine[Any, Any, Result], seconds: float) -> Result:
        """What the call returns; `TimeoutError` after that many seconds, when it is cancelled and gone."""
        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(call, seconds), self._loop)
        try:
            return future.result()
        finally:
            future.cancel()

    def close(self, last: Any) -> None:
        """Runs a last call and ends the thread; a second time does nothing."""
        if self._loop.is_running():
            asyncio.run_coroutine_threadsafe(last(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
