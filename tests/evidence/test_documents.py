"""Documents: everything that can be read is read, everything else is reported and stops nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.domain.file_limits import FileLimits
from assistant.errors import ParlanceError
from assistant.evidence.documents import documents
from assistant.evidence.documents.documents import SUPPORTED, Text, read, scan
from assistant.evidence.report import Unreadable
from assistant.workspace import Workspace


def ids(workspace: Workspace) -> list[str]:
    return [source.id for source in scan(workspace).found]


def text_of(workspace: Workspace, id: str) -> Text:
    sources = scan(workspace)
    with sources.intake() as intake:
        return next(read(source, intake) for source in sources.found if source.id == id)


def reasons(workspace: Workspace) -> dict[str, str]:
    """Why files are left out, from the scan and from reading."""
    found = scan(workspace)
    intake = found.intake()
    left_out = {entry.document: entry.reason for entry in found.unreadable}
    for source in found.found:
        try:
            read(source, intake)
        except ParlanceError as error:
            left_out[source.id] = documents.reason(error, source.id)
    return left_out


def test_a_document_is_its_path_and_says_what_it_is(workspace):
    """Front matter becomes the fields of the document; the id is the path under `documents/`."""
    study = text_of(workspace, "studies/calls.md").document
    assert (study.title, study.kind, study.audience) == ("Discharge calls in fourteen hospitals", "study", "customer")
    assert study.roles == ("economic_buyer",)
    assert str(study.date) == "2025-09-01"
    assert study.account is None


def test_what_is_not_said_is_internal_and_of_no_account(workspace, write):
    """A document without front matter is internal, for any role, and tied to no account."""
    write("bare.txt", "Only words.")
    bare = text_of(workspace, "bare.txt").document
    assert (bare.audience, bare.roles, bare.account, bare.kind) == ("internal", (), None, None)


@pytest.mark.parametrize("name", ["notes.txt.meta.yaml", "notes.meta.yaml"])
def test_a_sidecar_describes_a_file_without_front_matter(workspace, write, name):
    """`NAME.meta.yaml` beside a document gives its fields, with or without the document's extension."""
    write("notes.txt", "Words of a meeting.")
    write(name, "kind: market\naudience: customer\n")
    notes = text_of(workspace, "notes.txt").document
    assert (notes.kind, notes.audience) == ("market", "customer")
    assert reasons(workspace) == {}


def test_a_sidecar_beside_front_matter_is_refused(workspace, write):
    """Two descriptions of one document may contradict one another: neither is taken."""
    write("nurse.md.meta.yaml", "audience: customer\n")
    assert reasons(workspace) == {"nurse.md": "line 1: has front matter and `nurse.md.meta.yaml`; keep one of them."}


def test_a_sidecar_without_document_is_reported(workspace, write):
    """A sidecar whose document is missing describes nothing, and somebody should hear of it."""
    write("gone.md.meta.yaml", "audience: customer\n")
    assert reasons(workspace) == {"gone.md.meta.yaml": "describes no document: there is no `gone.md` beside it."}


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("audiance: customer", "line 2: audiance: unknown field `audiance`. Did you mean `audience`?"),
        ("kind: intervew", "line 2: kind: `intervew` is none of interview, product, study, win_loss, market, "),
        ("title: T\naccount:", "line 3: account: names no account; give its id, or leave the line out."),
        ("account: 50008", 'line 2: account: write the account id in quotes, such as account: "050008".'),
        ("date: soon", "line 2: date: must be a day (YYYY-MM-DD)."),
        ("title: [a", "line 3: is not valid YAML: "),
        ("title: !!python/object/apply:os.getcwd []", "line 2: is not valid YAML: could not determine a constructor"),
    ],
)  # fmt: skip
def test_wrong_front_matter_refuses_the_document_with_its_line(workspace, write, head, reason):
    """A mistyped field never opens a document to more people: it is left out, with line and field."""
    write("wrong.md", f"---\n{head}\n---\n\nText.\n")
    (said,) = reasons(workspace).items()
    assert said[0] == "wrong.md"
    assert said[1].startswith(reason)
    assert "wrong.md" in ids(workspace)


def test_a_rule_of_dashes_at_the_head_is_text(workspace, write):
    """Only a YAML mapping between dashes is front matter."""
    write("dashes.md", "---\n\nNot a mapping.\n\n---\n\nMore.\n")
    text = text_of(workspace, "dashes.md")
    assert "Not a mapping." in text.body


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.md", b"", "is empty. Write something in it, or remove it."),
        ("blank.md", b"---\ntitle: T\n---\n  \n\n", "is empty. Write something in it, or remove it."),
        ("binary.md", b"\x89PNG\n\0", "is a binary file, not text. Save it as Markdown or text in UTF-8."),
        ("late.md", b"x" * 20000 + b"\0", "is a binary file, not text. Save it as Markdown or text in UTF-8."),
        ("cp1252.txt", "one\nit’s".encode("cp1252"),
         "line 2: byte 0x92 is not UTF-8. Save the file as UTF-8 and try again."),
        ("sheet.xlsx", b"PK", "`.xlsx` is not supported. Supported are {SUPPORTED}."),
        ("README", b"x", "a name without extension is not supported. Supported are {SUPPORTED}."),
        ("..hidden.md", b"words", "its name holds `..`, which reads as a way out of the folder. Rename it."),
        ("a..b.md", b"words", "its name holds `..`, which reads as a way out of the folder. Rename it."),
        ("a\nb.md", b"words", "its name holds characters that cannot be printed. Rename it."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_reported_and_stops_nothing(workspace, name, content, reason):
    """Each bad file has its reason; the three good documents are read all the same."""
    (workspace.knowledge / "documents" / name).write_bytes(content)
    assert list(reasons(workspace).values()) == [reason.format(SUPPORTED=", ".join(SUPPORTED))]
    assert {"nurse.md", "studies/calls.md", "calls/harbor.md"} <= set(ids(workspace))


def test_a_name_that_is_no_unicode_is_reported_in_letters_that_print(workspace):
    """The report can be written as UTF-8 whatever bytes a disk has for a name."""
    folder = os.fsencode(workspace.knowledge / "documents")
    Path(os.fsdecode(folder + b"/caf\xe9.md")).write_text("words", encoding="utf-8")
    (entry,) = scan(workspace).unreadable
    assert entry.document.encode() == "caf�.md".encode()


def test_a_file_beyond_the_limit_is_not_even_read(workspace, write):
    """Size is looked up before a byte is read."""
    path = write("huge.md", "")
    os.truncate(path, 200 * 2**20)
    most = FileLimits().megabytes
    assert reasons(workspace) == {"huge.md": f"is 200 MB; the most is {most} MB (documents.megabytes). Split it."}


def test_links_stay_inside_the_workspace(workspace, tmp_path_factory):
    """A link within the workspace is read; one out of it, to nowhere or in a circle is not followed."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("# Secret\n\nSalaries.", encoding="utf-8")
    documents_folder = workspace.knowledge / "documents"
    (documents_folder / "secret.md").symlink_to(outside / "secret.md")
    (documents_folder / "folder").symlink_to(outside)
    (documents_folder / "nowhere.md").symlink_to(outside / "nothing.md")
    (documents_folder / "circle").symlink_to(documents_folder)
    (documents_folder / "again.md").symlink_to(documents_folder / "nurse.md")
    out = "is a link out of the workspace. Copy the file here instead."
    assert scan(workspace).unreadable == (
        Unreadable(document="folder", reason=out),
        Unreadable(document="nowhere.md", reason="is a link that leads nowhere."),
        Unreadable(document="secret.md", reason=out),
    )
    assert ids(workspace) == ["again.md", "calls/harbor.md", "nurse.md", "studies/calls.md"]


def test_a_document_whose_sidecar_may_not_be_read_is_left_out(workspace, write, tmp_path_factory):
    """A sidecar is held to the same walls; without it nobody knows who may see its document."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "meta.yaml"
    elsewhere.write_text('account: "1"\n', encoding="utf-8")
    write("plain.txt", "Words.")
    (workspace.knowledge / "documents" / "plain.txt.meta.yaml").symlink_to(elsewhere)
    assert reasons(workspace) == {
        "plain.txt": "its sidecar `plain.txt.meta.yaml` cannot be used; see there.",
        "plain.txt.meta.yaml": "is a link out of the workspace. Copy the file here instead.",
    }


def test_two_files_of_one_name_in_other_code_points_are_told_apart(workspace, write):
    """An id means one file: of a composed and a decomposed spelling the second is reported."""
    write("caf\u00e9.md", "Composed.")
    write("cafe\u0301.md", "Decomposed.")
    assert ids(workspace).count("caf\u00e9.md") == 1
    assert "written in other code points" in reasons(workspace)["caf\u00e9.md"]


def test_a_pipe_is_no_document_and_does_not_hold_up_the_others(workspace):
    """Only regular files are opened: a named pipe would wait for ever."""
    os.mkfifo(workspace.knowledge / "documents" / "pipe.md")
    assert reasons(workspace) == {"pipe.md": "is no regular file."}


def test_documents_that_are_a_link_out_of_the_workspace_are_none(tmp_path):
    """The folder itself is held to the wall."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("words", encoding="utf-8")
    (tmp_path / "ws" / "knowledge").mkdir(parents=True)
    (tmp_path / "ws" / "knowledge" / "documents").symlink_to(outside)
    found = scan(Workspace.at(tmp_path / "ws"))
    assert found.found == ()
    assert [entry.document for entry in found.unreadable] == ["."]


def test_hidden_files_are_no_documents(workspace, write):
    """Files and folders that start with a dot are passed over in silence."""
    write(".draft.md", "words")
    write(".obsidian/note.md", "words")
    assert ids(workspace) == ["calls/harbor.md", "nurse.md", "studies/calls.md"]
    assert scan(workspace).unreadable == ()


def test_no_documents_folder_means_no_documents(tmp_path):
    """A workspace need not have documents."""
    (tmp_path / "knowledge").mkdir()
    assert scan(Workspace.at(tmp_path)).found == ()


def test_names_of_other_scripts_are_ids(workspace, write):
    """A name in any script is an id, composed as Unicode composes it."""
    write("überblick/議事録.md", "# 議事録\n\n言葉。")
    assert "überblick/議事録.md" in ids(workspace)


def test_front_matter_of_other_systems_is_left_alone(workspace, write):
    """Fields that no field of ours resembles do not make a page unreadable; our own among them count."""
    write(
        "page.md",
        "---\ntitle: Leads\nsidebar: Handbook\nshowTitle: true\nsubtitle: x\nupdate: 3\nkind: market\n---\n\nText.\n",
    )
    page = text_of(workspace, "page.md")
    assert (page.document.title, page.document.kind) == ("Leads", "market")
    assert page.foreign == ("sidebar", "showTitle", "subtitle", "update")


@pytest.mark.parametrize(
    "field",
    ["acount", "acconut", "Account", "accounts", "account_id", "accountId", "customer_account", "acct",
     "аccount", "ac\u200bcount",
     "audiance", "audence", "Audience", "audiences", "target-audience", "role", "Roles", "titel", "dates", "kinds"],
)  # fmt: skip
def test_a_misspelt_field_of_ours_is_never_taken_for_a_foreign_one(workspace, write, field):
    """Whatever may be meant to say who sees a document, or what it is, refuses it until it is spelt right."""
    write("wrong.md", f"---\n{field}: x\n---\n\nText.\n")
    assert f"unknown field `{field}`" in reasons(workspace)["wrong.md"]


def test_a_sidecar_is_ours_and_has_no_foreign_fields(workspace, write):
    """`NAME.meta.yaml` is written for Parlance: what it does not know there is a mistake."""
    write("notes.txt", "Words.")
    write("notes.txt.meta.yaml", "sidebar: Handbook\n")
    assert "unknown field `sidebar`" in reasons(workspace)["notes.txt"]


def test_a_day_with_a_time_is_a_day(workspace, write):
    """Other systems write a time behind the date."""
    write("page.md", "---\ndate: 2024-05-06T10:30:00Z\n---\n\nText.\n")
    assert str(text_of(workspace, "page.md").document.date) == "2024-05-06"
