"""The health of a workspace: every part is tried, one that fails does not hide the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from assistant import access
from assistant.app import Assistant
from assistant.cli import untied
from assistant.domain.draft import Audience
from assistant.domain.value import Value
from assistant.errors import ParlanceError

if TYPE_CHECKING:  # for annotations only: the language model's room is opened when one is configured
    from assistant.llm import Probe

Status = Literal["ok", "warning", "failed"]


class Check(Value):
    """What one look found."""

    name: str
    """What was looked at."""
    status: Status
    """`failed` keeps commands from working."""
    detail: str
    """What was seen, and what to do about it."""


def diagnose(assistant: Assistant) -> tuple[Check, ...]:
    """Looks at every part of the workspace in the order in which commands need them."""
    looks: tuple[tuple[str, Callable[[Assistant], tuple[Status, str]]], ...] = (
        ("python", _python),
        ("workspace", lambda a: ("ok", str(a.workspace.root))),
        ("glossary", _glossary),
        ("segments", _segments),
        ("published run", _published),
        ("team", _team),
        ("claims", _claims),
        ("documents", _documents),
        ("patterns", _patterns),
        ("state", _state),
        ("language model", _language_model),
    )
    return tuple(_looked(assistant, looks))


def _looked(
    assistant: Assistant, looks: tuple[tuple[str, Callable[[Assistant], tuple[Status, str]]], ...]
) -> Iterator[Check]:
    for name, look in looks:
        try:
            status, detail = look(assistant)
        except ParlanceError as error:
            status, detail = "failed", str(error)
        yield Check(name=name, status=status, detail=detail)
        if name == "workspace" and status == "failed":
            return


def _python(_: Assistant) -> tuple[Status, str]:
    return "ok", f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"


def _glossary(assistant: Assistant) -> tuple[Status, str]:
    terms = assistant.glossary.value.terms
    return "ok", f"{len(terms)} terms, {sum(bool(t.senses) for t in terms)} words with senses"


def _segments(assistant: Assistant) -> tuple[Status, str]:
    summary = assistant.score(access.LOCAL).summary()
    rejected = summary.accounts.rejected + summary.stakeholders.rejected
    counts = f"{summary.accounts.accepted} accounts, {summary.stakeholders.accepted} stakeholders, {rejected} rejected"
    if summary.hints or rejected:
        advice = "`parlance score` writes rejected.csv and problems.csv" if rejected else ""
        return "warning", "\n".join(filter(None, (counts, *summary.hints, advice)))
    return "ok", counts


def _published(assistant: Assistant) -> tuple[Status, str]:
    source = assistant.desk.answers_from()
    if source is None:
        return "ok", "none; every answer comes from the tables as they are"
    run = source[0]
    assistant.read(access.LOCAL)
    return "ok", f"{run.id} as of {run.as_of}, its copies are whole"


def _team(assistant: Assistant) -> tuple[Status, str]:
    people = access.team(assistant.workspace).people
    return "ok", f"{len(people)} people" if people else "no team.yaml; only the local user sees accounts"


def _claims(assistant: Assistant) -> tuple[Status, str]:
    usable = assistant.evidence.claims(assistant.as_of)
    if not usable:
        return "warning", "no approved claim is valid now; drafts will ask for them (knowledge/claims.yaml)"
    return "ok", f"{len(usable)} approved and valid on {assistant.as_of}"


def _documents(assistant: Assistant) -> tuple[Status, str]:
    report = assistant.index(access.LOCAL)
    lines = [f"{report.documents.read} documents, {report.passages} passages"]
    lines += [f"not read: {entry.document}: {entry.reason}" for entry in report.unreadable]
    lines += [f"not used as evidence: {mark.id}: {mark.reason}" for mark in report.marked]
    lines += untied.warnings(assistant, access.LOCAL)
    return "warning" if len(lines) > 1 else "ok", "\n".join(lines)


def _patterns(assistant: Assistant) -> tuple[Status, str]:
    from assistant.drafting import load_patterns

    load_patterns(assistant.workspace)
    return "ok", "prompts/patterns can be used"


def _state(assistant: Assistant) -> tuple[Status, str]:
    workspace = assistant.workspace
    folder = workspace.writable_state()
    if not workspace.database and not (workspace.state / "state.sqlite").exists():
        return "ok", f"{folder} can be written"
    from assistant.store.schema import examine

    store = assistant.memory.store
    verdict = assistant.memory.audit.verify()
    found = f"{store.name} can be read; {store.read(examine)} rows as they were written"
    if not verdict.ok:
        return "warning", f"{found}\naudit row {verdict.bad} is wrong: {verdict.reason} (`parlance audit verify`)"
    return "ok", f"{found}, {verdict.rows} of the audit log in one chain"


def _language_model(assistant: Assistant) -> tuple[Status, str]:
    if assistant.gateway is None:
        return "ok", "none configured; the composer writes the drafts"
    from assistant.llm import probe

    seen = probe(assistant.gateway)
    name = assistant.gateway.name
    if seen.failure is not None:
        supported = f"It answered in these ways: {', '.join(seen.supports)}." if seen.supports else ""
        return "failed", f"{name}: {seen.failure} {supported}".strip()
    lines = [f"{name} answered in {seen.seconds:.1f} s; supports {', '.join(seen.supports)}"]
    if seen.offers is not None and name not in seen.offers:
        lines.append(f"the endpoint lists {', '.join(seen.offers[:5])} and not {name}")
    return "ok", "\n".join([*lines, *_cost_of_a_draft(assistant, seen)])


def _cost_of_a_draft(assistant: Assistant, seen: Probe) -> Iterator[str]:
    """What talking points for one account would use, measured on the account with the first id."""
    from assistant.drafting import DraftRequest, build_brief, draft
    from assistant.llm import estimate

    accounts = assistant.read(access.LOCAL).accounts()
    writer, gateway = assistant.model_writer, assistant.gateway
    if writer is None or gateway is None or not accounts:
        return
    sources = assistant.sources(access.LOCAL)
    request = DraftRequest(kind="talking-points", audience=Audience(account=accounts[0].id), writer="composer")
    brief = build_brief(request, sources)
    told = len(writer.prefix(brief, sources.glossary.value)) + len(writer.task(brief))
    answered = sum(len(section.model_dump_json()) for section in draft(request, sources).sections)
    use = estimate(seen, gateway, told=told, answered=answered)
    price = f", {use.cost:.4f} {use.currency} (price of {use.price_as_of})" if use.cost is not None else ""
    yield f"one draft of talking points: about {use.usage.input:,} tokens in, {use.usage.output:,} out{price}"
    if use.cost is None:
        yield f'no price is set: add [llm.prices."{gateway.name}"] to parlance.toml to see costs'
