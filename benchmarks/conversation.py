"""Conversation without a language model: how long a warm answer takes, 50 threads at once, memory over many messages.

    python benchmarks/conversation.py [--messages 10000]

Everything is real: a copy of the sample workspace, its index, its state file with threads, budgets and audit chain.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from assistant.app import Assistant
from assistant.conversation import Brain
from assistant.domain.run import Day
from assistant.settings import configure
from assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent
KINDS = {
    "words": ["what is a stakeholder?", "check: Our customers feel heard", "what does Invest mean"],
    "accounts": ["why is Mercy General Invest?", "what would make Mercy Harbor Invest", "who is the CFO at mercy gen"],
    "lists": ["how many invest accounts", "Grow accounts without a champion", "coverage", "what is missing"],
    "evidence": ["search weekend calls", "do discharge calls reduce readmissions?"],
    "drafts": ["talking points for Mercy General", "persona for the CFO", "value proposition for the CNO"],
    "refusals": ["talking points for Nowhere Clinic", "will it rain in Toledo"],
}
THREADS = 50


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=10_000)
    messages = parser.parse_args().messages
    with tempfile.TemporaryDirectory() as folder:
        assistant = _opened(Path(folder))
        brain = Brain(assistant)
        for questions in KINDS.values():
            for question in questions:
                brain.answer(assistant.asker("sal"), question)
        _warm(brain, assistant)
        _at_once(brain, assistant)
        _long(brain, assistant, messages)


def _opened(folder: Path) -> Assistant:
    for part in ("knowledge", "prompts"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copyfile(ROOT / "parlance.toml", folder / "parlance.toml")
    workspace = Workspace.at(folder)
    settings = configure(folder / "parlance.toml", {}, {"conversation.questions_per_day": 0}).settings
    return Assistant(workspace, settings, Day(today=date(2026, 11, 22), wanted=settings.as_of))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _told(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"  {name:<10} p50 {statistics.median(ordered):7.1f} ms   p95 {p95:7.1f} ms   n {len(ordered)}")


def _warm(brain: Brain, assistant: Assistant, rounds: int = 30) -> None:
    print("warm answer, one after the other, kept in a thread and on record")
    sal, every = assistant.asker("sal"), []
    for kind, questions in KINDS.items():
        times = [
            _timed(partial(brain.answer, sal, question, thread=f"{kind}-{turn}"))
            for turn in range(rounds)
            for question in questions
        ]
        _told(kind, times)
        every += times
    _told("all", every)


def _at_once(brain: Brain, assistant: Assistant) -> None:
    asked = [question for questions in KINDS.values() for question in questions]

    def conversation(number: int) -> list[float]:
        asker = assistant.asker(("sal", "mark", "theo")[number % 3])
        turned = asked[number % len(asked) :] + asked[: number % len(asked)]
        return [_timed(partial(brain.answer, asker, question, thread=f"at-once-{number}")) for question in turned]

    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        times = [one for done in pool.map(conversation, range(THREADS)) for one in done]
    seconds = time.perf_counter() - started
    print(f"{THREADS} threads at once, {len(times)} questions in {seconds:.1f} s: {len(times) / seconds:.0f} a second")
    _told("each", times)


def _long(brain: Brain, assistant: Assistant, messages: int) -> None:
    asked = [question for questions in KINDS.values() for question in questions]
    sal = assistant.asker("sal")
    print(f"memory over {messages:,} messages in {THREADS} threads")
    for number in range(messages):
        brain.answer(sal, asked[number % len(asked)], thread=f"long-{number % THREADS}")
        if number % max(1, messages // 5) == 0 or number == messages - 1:
            print(f"  {number + 1:>7,} messages   {_resident():7.0f} MB")


def _resident() -> float:
    """Resident memory of this process in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
