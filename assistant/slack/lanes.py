"""Work beside Slack's three seconds: one lane after the other in order, many lanes at once."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

LOG = logging.getLogger(__name__)
Work = Callable[[], object]


class Lanes:
    """Runs what is given to one lane in the order in which it was given; `before` is called before each work."""

    def __init__(self, workers: int, before: Work = lambda: None) -> None:
        self._before = before
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="lane")
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._waiting: dict[str, deque[Work]] = {}

    def put(self, lane: str, work: Work) -> None:
        """Queues it behind what the lane has; returns at once."""
        with self._lock:
            if lane in self._waiting:
                self._waiting[lane].append(work)
                return
            self._waiting[lane] = deque([work])
        self._pool.submit(self._run, lane)

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is left to do; False when time ran out."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._waiting, seconds)

    def close(self) -> None:
        """Finishes what was begun and takes nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, lane: str) -> None:
        while True:
            with self._lock:
                work = self._waiting[lane][0]
            try:
                self._before()
                work()
            except Exception:
                LOG.exception("work in a lane failed")
            with self._idle:
                self._waiting[lane].popleft()
                if not self._waiting[lane]:
                    del self._waiting[lane]
                    self._idle.notify_all()
                    return
