"""`init`, `doctor` and `config`: workspaces and their health, in the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.cli import render
from assistant.cli.health import diagnose
from assistant.cli.session import Session
from assistant.errors import UsageError
from assistant.workspace import starter

SAMPLE_TERM, FICTIONAL = "  - id: bridgecall\n", "# Northlight and BridgeCall are fictional.\n"
NOT_COPIED = shutil.ignore_patterns("__pycache__", ".*")


def init(session: Session, folder: str, accounts: str | None) -> int:
    """Makes a workspace: the sample, or a start from own accounts."""
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{folder}: is there already and not empty. Name a new folder; nothing was written.")
    if accounts is not None and not Path(accounts).is_file():
        raise UsageError(f"{accounts}: there is no such file.")
    proposal = None
    if accounts is not None:
        from assistant.segmentation.model.propose import propose

        proposal = propose(Path(accounts))
    try:
        _copy(target, sample=accounts is None)
        if accounts is not None and proposal is not None:
            shutil.copyfile(accounts, target / "knowledge" / "crm" / "accounts.csv")
            (target / "knowledge" / "segments.yaml").write_text(proposal, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}). Name another folder.") from error
    steps = _next_steps(target, own=accounts is not None)
    if session.options.json:
        session.emit("init", {"workspace": str(target), "next": steps})
    else:
        render.say(f"Made a workspace in {target}.", "bold")
        render.say("Next:")
        for step in steps:
            render.say(f"  {step}")
    return 0


def _copy(target: Path, *, sample: bool) -> None:
    source = starter()
    shutil.copytree(source / "prompts", target / "prompts", ignore=NOT_COPIED)
    _copy_cases(source / "eval", target / "eval", sample=sample)
    knowledge = target / "knowledge"
    if sample:
        shutil.copytree(source / "knowledge", knowledge, ignore=NOT_COPIED)
        shutil.copyfile(source / "parlance.toml", target / "parlance.toml")
    else:
        for part in ("crm", "documents"):
            (knowledge / part).mkdir(parents=True)
        words = (source / "knowledge" / "glossary.yaml").read_text(encoding="utf-8")
        (knowledge / "glossary.yaml").write_text(_without_sample_product(words), encoding="utf-8")
        (knowledge / "claims.yaml").write_text("claims: []\n", encoding="utf-8")
        toml = '# company = "…"\n# product = "…"\n# as_of = 2026-11-20\n'
        (target / "parlance.toml").write_text(toml, encoding="utf-8")
    (target / ".gitignore").write_text(".parlance/\n", encoding="utf-8")


def _without_sample_product(glossary: str) -> str:
    """The shared words alone: terms are set apart by blank lines, and that of the sample's product is left out."""
    return "\n\n".join(block for block in glossary.split("\n\n") if SAMPLE_TERM not in block).replace(FICTIONAL, "")


def _copy_cases(source: Path, target: Path, *, sample: bool) -> None:
    """All cases with the sample; beside own accounts those that hold for any workspace."""
    if sample:
        shutil.copytree(source, target, ignore=NOT_COPIED)
        return
    from assistant.evaluation import GENERAL, starter_thresholds

    for suite in GENERAL:
        shutil.copytree(source / "cases" / suite, target / "cases" / suite, ignore=NOT_COPIED)
    text = starter_thresholds((source / "thresholds.yaml").read_text(encoding="utf-8"))
    (target / "thresholds.yaml").write_text(text, encoding="utf-8")


def _next_steps(target: Path, *, own: bool) -> list[str]:
    if own:
        return [
            f"cd {target}",
            "parlance score                        # segments proposed from your columns",
            "edit knowledge/segments.yaml          # bands, reasons and segments are yours to argue about",
            "parlance draft talking-points --account NAME",
            "parlance eval                         # cases about words; add your own under eval/cases/",
            "put documents into knowledge/documents/ and approved sentences into knowledge/claims.yaml",
        ]
    return [
        f"cd {target}",
        "parlance demo                         # the whole job on the fictional sample",
        "replace knowledge/crm/*.csv, then edit knowledge/segments.yaml, glossary.yaml, claims.yaml, documents/",
    ]


def doctor(session: Session) -> int:
    """Prints the health of the workspace; 1 when something fails."""
    checks = diagnose(session.assistant)
    if session.options.json:
        session.emit("doctor", {"checks": [check.model_dump(mode="json") for check in checks]})
    else:
        styles = {"ok": "green", "warning": "yellow", "failed": "red"}
        for check in checks:
            first, *more = check.detail.splitlines() or [""]
            render.say(f"{check.status:8} {check.name}: {first}", styles[check.status])
            for line in more:
                render.say(f"         {line}")
    return 1 if any(check.status == "failed" for check in checks) else 0


def config(session: Session) -> int:
    """Prints the settings with their origin."""
    shown = session.configured.shown()
    workspace = str(session.workspace.root) if session.workspace else None
    if session.options.json:
        settings = [{"name": name, "value": value or None, "origin": origin} for name, value, origin in shown]
        session.emit("config", {"workspace": workspace, "settings": settings})
    else:
        render.say(f"workspace: {workspace or 'none here or above'}")
        render.rows(("setting", "value", "from"), shown)
    return 0
