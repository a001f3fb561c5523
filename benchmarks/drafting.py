"""Drafting: what it takes beyond the language model's time, in numbers and beside the raw client.

The workspace is the sample with its accounts many times over. A server on loopback, in a process of its own, thinks for
a fixed time and answers with what a good language model writes: the composer's sentences for that account, as far as
review and grounding pass them. `python benchmarks/drafting.py [DRAFTS [WORKERS [SECONDS]]]`.
"""

from __future__ import annotations

import csv
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import Process, Queue
from pathlib import Path
from random import Random
from typing import Any, get_args

from assistant.access import EVERYTHING
from assistant.domain.draft import Audience, Kind, Section
from assistant.domain.language_model import LanguageModelSettings
from assistant.drafting import (
    DraftRequest,
    ModelWriter,
    Reviewer,
    Sources,
    combinations,
    compose,
    draft,
    drafts,
    load_patterns,
    load_prompts,
)
from assistant.drafting.brief.brief import build_brief
from assistant.drafting.writers.grounding import Grounding
from assistant.evidence import Evidence
from assistant.language import load_glossary
from assistant.llm import Gateway, SystemClock, open_gateway
from assistant.llm.scripted import scripted_gateway
from assistant.segmentation.scoring import score
from assistant.store import Memory
from assistant.workspace import Workspace
from benchmarks.drafting_server import calls, serve

ROOT = Path(__file__).parent.parent
PLACES = (
    *("North", "South", "East", "West", "Upper", "Lower", "Old", "New", "Great", "Little"),
    *("Saint", "Lake", "River", "Hill", "Bay", "Glen", "Forest", "Ridge", "Harbor", "Cape"),
)
Answers = dict[str, str]


def sources_of(root: Path) -> Sources:
    workspace = Workspace(root)
    import tomllib

    settings = tomllib.loads((root / "parlance.toml").read_text(encoding="utf-8"))
    return Sources(
        scoring=score(workspace, as_of=settings["as_of"]),
        visible=EVERYTHING,
        glossary=load_glossary(workspace),
        evidence=Evidence.open(workspace),
        patterns=load_patterns(workspace),
        company=settings["company"],
        product=settings["product"],
        passages=24,
    )


def grown(folder: Path, times: int) -> Path:
    """The sample with each account and its people so many times, each time with a name and ids of their own."""
    root = folder / "grown"
    for part in ("knowledge", "prompts"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copyfile(ROOT / "parlance.toml", root / "parlance.toml")
    for name in ("accounts", "stakeholders", "readmissions", "opportunities", "meetings"):
        file = root / "knowledge" / "crm" / f"{name}.csv"
        if file.exists():
            _multiply(file, times, name)
    (root / "knowledge" / "overrides.yaml").unlink(missing_ok=True)
    return root


def _multiply(file: Path, times: int, table: str) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    ids = [column for column in rows[0] if column in ("account_id", "stakeholder_id")]
    with file.open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, list(rows[0]))
        out.writeheader()
        for time_ in range(times):
            for row in rows:
                copy = {**row, **{column: f"{row[column].zfill(6)}{time_:02}" for column in ids}}
                if table == "accounts":
                    copy["name"] = f"{row['name']} {PLACES[time_]}"
                out.writerow(copy)


def good_answer(sources: Sources, request: DraftRequest) -> dict[str, Any]:
    """The composer's sections without sentences that review or grounding would send back."""
    brief = build_brief(request, sources)
    glossary = sources.glossary.value
    reviewer = Reviewer(brief, glossary, sources.patterns.words)
    sections = [s for s in compose(brief, sources.patterns, reviewer.wording).sections if s.id != "summary"]
    strict, grounding = Reviewer(brief, glossary), Grounding(brief, glossary.synonyms)
    found = strict.review(sections)
    wrong = {(f.file, f.line) for f in (*found, *grounding.findings(sections, found)) if f.severity == "error"}
    return {"sections": [_written(section, wrong) for section in sections]}


def _written(section: Section, wrong: set[tuple[str, int]]) -> dict[str, Any]:
    kept = [s for number, s in enumerate(section.statements, start=1) if (section.id, number) not in wrong]
    return {"id": section.id, "statements": [{"text": s.text, "cites": list(s.cites)} for s in kept]}


def answers_of(sources: Sources, requests: Sequence[DraftRequest], bases: int) -> Answers:
    """An answer for each account; the copies of one account say the same of themselves."""
    names = {account.id: account.name for account in sources.scoring.accounts()}
    made: Answers = {}
    known: dict[str, tuple[str, str]] = {}
    for request in requests:
        id = str(request.audience.account)
        if id[:6] not in known:
            known[id[:6]] = (id, json.dumps(good_answer(sources, request), ensure_ascii=False))
        first, text = known[id[:6]]
        made[id] = text.replace(f"receipt:{first}", f"receipt:{id}").replace(names[first], names[id])
    assert len(known) <= bases
    return made


def gateway_to(port: int, memory: Memory | None = None) -> Gateway:
    settings = LanguageModelSettings(model="m", base_url=f"http://127.0.0.1:{port}/v1")
    return open_gateway(settings, clock=SystemClock(), jitter=Random(1), cache=memory.responses if memory else None)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def composer(sources: Sources) -> None:
    requests = [
        DraftRequest(kind=kind, audience=audience)
        for kind in get_args(Kind)
        for audience in combinations(sources.scoring, kind)
    ]
    draft(requests[0], sources)
    busy = time.process_time()
    took = sorted(timed(lambda request=request: draft(request, sources))[0] * 1000 for request in requests)
    busy = (time.process_time() - busy) / len(requests) * 1000
    p95 = took[int(len(took) * 0.95)]
    print(f"composer, {len(took)} drafts of the sample: mean {statistics.mean(took):.1f} ms, ", end="")
    print(f"p50 {statistics.median(took):.1f} ms, p95 {p95:.1f} ms (budget 50 ms); {busy:.1f} ms of processor time")


def prompts_of(sources: Sources, requests: Sequence[DraftRequest], prompts: Any) -> list[list[tuple[str, str]]]:
    """The messages that leave for each draft."""
    sent: list[list[tuple[str, str]]] = []

    def keep(request: Any) -> str:
        sent.append([(message.role, message.text) for message in request.messages])
        return "{}"

    from assistant.drafting.draft import order

    for request in requests:
        gateway = scripted_gateway(keep)
        placed = order(request, replace(sources, model=ModelWriter(gateway, prompts)))
        writer = placed.model
        assert writer is not None
        before = len(sent)
        writer.write(placed.brief, sources.glossary.value, lambda _: (), people=sources.names)
        del sent[before + 1 :]
    return sent


def told(sent: list[list[tuple[str, str]]], answers: Answers) -> None:
    texts = ["".join(text for _, text in messages) for messages in sent]
    first, last = min(texts), max(texts)
    common = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    mean = statistics.mean(map(len, texts))
    answered = statistics.mean(map(len, answers.values()))
    print(f"a prompt has {mean:,.0f} characters (about {mean / 4:,.0f} tokens), an answer {answered:,.0f} ", end="")
    print(f"(about {answered / 4:,.0f}); the first {common:,} ({common / mean:.0%}) are the same for every account")


def raw_client(port: int, sent: list[list[tuple[str, str]]], workers: int) -> float:
    """The openai client alone: the same prompts, as many threads, nothing checked."""
    import openai

    client = openai.OpenAI(api_key="-", base_url=f"http://127.0.0.1:{port}/v1", max_retries=0)

    def ask(messages: list[tuple[str, str]]) -> None:
        told = [{"role": role, "content": text} for role, text in messages]
        client.chat.completions.create(model="m", messages=told, temperature=0, seed=1, max_tokens=4000)

    ask(sent[0])
    with ThreadPoolExecutor(workers) as pool:
        return timed(lambda: list(pool.map(ask, sent)))[0]


def measured(
    sources: Sources, port: int, requests: Sequence[DraftRequest], memory: Memory, workers: int
) -> tuple[float, int, float]:
    """Seconds, drafts by the language model, and seconds of our own processor, through the whole main path."""
    gateway = gateway_to(port, memory)
    with_model = replace(sources, model=ModelWriter(gateway, load_prompts(Workspace(ROOT))))
    busy = time.process_time()
    took, made = timed(lambda: list(drafts(requests, with_model, memory, workers)))
    busy = time.process_time() - busy
    gateway.close()
    return took, sum(one.draft.writer == "model:m" and one.draft.status == "checked" for one in made), busy


def scale(folder: Path, count: int, workers: int, seconds: float) -> None:
    times = min(len(PLACES), -(-count // 50))
    sources = sources_of(grown(folder, times))
    audiences = [Audience(account=account.id) for account in sources.scoring.accounts()][: count + 40]
    requests = [DraftRequest(kind="talking-points", audience=audience) for audience in audiences]
    answers = answers_of(sources, requests, 100)
    ready: Queue[int] = Queue()
    server = Process(target=serve, args=(answers, seconds, ready), daemon=True)
    server.start()
    port = ready.get()
    alone, many = requests[count : count + 40], requests[:count]
    sent = prompts_of(sources, many[: min(count, 200)], load_prompts(Workspace(ROOT)))
    told(sent, answers)
    memory = _memory(folder / "alone")
    measured(sources, port, alone[:2], memory, 1)
    before = calls(port)
    took, fine, busy = measured(sources, port, alone[2:], memory, 1)
    asked = calls(port) - before
    beyond = (took - asked * seconds) / len(alone[2:]) * 1000
    print(
        f"one worker: {beyond:.1f} ms a draft beyond {asked / len(alone[2:]):.2f} calls of {seconds * 1000:.0f} ms ",
        end="",
    )
    print(f"({fine} of {len(alone[2:])} by the language model; budget 20 ms); ", end="")
    print(f"{busy / len(alone[2:]) * 1000:.1f} ms of processor time")
    _many(folder, sources, port, many, (sent, workers, seconds))
    server.terminate()


def _many(folder: Path, sources: Sources, port: int, many: list[DraftRequest], how: tuple[Any, int, float]) -> None:
    sent, workers, seconds = how
    ideal = len(many) * seconds / workers
    raw = raw_client(port, (sent * (len(many) // len(sent) + 1))[: len(many)], workers)
    memory = _memory(folder / "many")
    before = calls(port)
    took, fine, busy = measured(sources, port, many, memory, workers)
    asked = calls(port) - before
    print(f"{len(many):,} drafts, {workers} workers, {seconds * 1000:.0f} ms a call: ideal {ideal:.1f} s, ", end="")
    print(f"raw openai client {raw:.1f} s ({raw / ideal:.2f}x), ", end="")
    print(
        f"drafts {took:.1f} s ({took / ideal:.2f}x; budget 1.15x); {asked} calls, {fine} by the language model; ",
        end="",
    )
    print(f"{busy / len(many) * 1000:.1f} ms of processor time a draft")
    before = calls(port)
    took, _, busy = measured(sources, port, many, memory, workers)
    print(f"again, unchanged: {took:.1f} s, {calls(port) - before} calls, ", end="")
    print(f"{busy / len(many) * 1000:.1f} ms of processor time a draft; ", end="")
    forgetful = _memory(folder / "forgetful")
    forgetful.__dict__["responses"] = memory.responses
    before = calls(port)
    took, fine, _ = measured(sources, port, many, forgetful, workers)
    hits = 1 - (calls(port) - before) / asked
    print(f"from the response cache alone: {took:.1f} s, {hits:.0%} of the answers, {fine} drafts")


def _memory(folder: Path) -> Memory:
    (folder / "knowledge").mkdir(parents=True)
    return Memory(Workspace(folder))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 0.2
    composer(sources_of(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        scale(Path(folder), count, workers, seconds)


if __name__ == "__main__":
    main()
