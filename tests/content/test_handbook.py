"""Two real handbooks, written by other people for other systems: they index cleanly, and their pages are found."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from assistant.access import EVERYTHING
from assistant.evidence import Evidence, Scope
from assistant.workspace import Workspace

DATA = Path(__file__).parents[3] / "shared" / "data"
HANDBOOKS = ("handbook_sourcegraph", "handbook_posthog")
WITHOUT_WORDS = {
    "departments/product/design/documents_templates/index.md",
    "departments/sales/sales-enablement/contentmanagement.md",
    "departments/technical-success/ce/process/demo-repo-contribution.md",
}
"""Pages that are empty where they come from."""
TECHNICAL = "departments/technical-success"
QUESTIONS = {
    "who signs off a security review": [f"{TECHNICAL}/ce/process/security-reviews.md"],
    "how do I start a conflict check before a lawyer reads the NDA": ["departments/sales/process/saleslegal.md"],
    "how do I get access to create a license key for a customer": [
        f"{TECHNICAL}/ce/process/license_keys.md",
        f"{TECHNICAL}/ce/process/create-new-license.md",
    ],
    "how far ahead do support engineers ask for days off": [
        f"{TECHNICAL}/support/process/support-time-off-guidelines.md"
    ],
    "how quickly do we accept or reject a partner's referral": [
        "departments/sales/tools/referral_and_reseller_policy.md"
    ],
    "a customer ended up on a development build, how do they get back to a stable version": [
        f"{TECHNICAL}/ce/process/leaving-insiders-build.md"
    ],
    "what does the customer prepare before we deploy, such as firewall rules": [
        f"{TECHNICAL}/ps/process/implementation-prerequisites.md"
    ],
    "how are people paid who take part in user research": [
        "departments/product/process/user_research/user_research_compensation.md",
        "departments/product/design/research/compensating-research-participants.md",
    ],
    "how do we delete the data of a user for good": [f"{TECHNICAL}/support/process/permanently_deleting_user_data.md"],
    "rules for naming a new product or feature": ["departments/marketing/product-marketing/naming_guide.md"],
    "how many points does a company get for its size in ICP scoring": ["icp.md"],
}
"""Questions as colleagues ask them, with the pages where a person finds the answer; chosen by reading."""


@pytest.fixture(scope="module")
def handbooks(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """The evidence of a workspace whose documents are the handbooks."""
    root = tmp_path_factory.mktemp("handbooks")
    for name in HANDBOOKS:
        if not (DATA / name).is_dir():
            pytest.skip(f"no handbook in {DATA / name}")
        for page in (DATA / name).rglob("*.md"):
            copy = root / "knowledge" / "documents" / page.relative_to(DATA)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
    return Evidence.open(Workspace.at(root))


def test_every_page_with_words_is_read(handbooks: Evidence) -> None:
    """All pages of both handbooks are documents, but for the empty ones; foreign front matter is named once."""
    pages = sum(1 for name in HANDBOOKS for _ in (DATA / name).rglob("*.md"))
    report = handbooks.index()
    assert {entry.document for entry in report.unreadable} == {f"{HANDBOOKS[0]}/{page}" for page in WITHOUT_WORDS}
    assert report.documents.read == pages - len(WITHOUT_WORDS)
    (notice,) = [notice for notice in handbooks.notices if "front matter" in notice]
    assert "`data_source`, `data_source_2`, `hide_sidebar`, `showTitle`, `sidebar`" in notice


def test_hardly_a_passage_is_taken_for_an_order(handbooks: Evidence) -> None:
    """Fewer than one passage in a hundred is marked, in pages full of advice."""
    report = handbooks.index()
    assert len(report.marked) < report.passages / 100


def test_questions_of_colleagues_find_their_page(handbooks: Evidence) -> None:
    """For nine in ten questions a page that a person names is among the first five documents."""
    missed = []
    for question, pages in QUESTIONS.items():
        hits = handbooks.search(question, k=30, scope=Scope(EVERYTHING))
        first = list(dict.fromkeys(hit.passage.document for hit in hits))[:5]
        if not any(document.endswith(f"/{page}") for document in first for page in pages):
            missed.append(question)
    assert len(missed) <= len(QUESTIONS) / 10, missed


def test_the_order_of_files_on_disk_does_not_matter(handbooks: Evidence, tmp_path: Path) -> None:
    """Written in another order, the same pages give the same passages, ids and marks."""
    pages = list((DATA / HANDBOOKS[0] / "departments" / "sales").rglob("*.md"))
    random.Random(5).shuffle(pages)
    for page in pages:
        copy = tmp_path / "knowledge" / "documents" / page.relative_to(DATA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    alone = Evidence.open(Workspace.at(tmp_path)).passages(Scope(EVERYTHING))
    known = {p.id: p for p in handbooks.passages(Scope(EVERYTHING)) if "/departments/sales/" in p.document}
    assert {p.id: p for p in alone} == known
