"""A Chroma server that a team shares: whole or absent for whoever reads, and never in the way of a search."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest

from assistant.domain.index_settings import IndexSettings
from assistant.errors import ConfigurationError, StoreError
from assistant.evidence import Evidence, Setup
from assistant.evidence.embeddings.embeddings import WordLlama
from assistant.evidence.index.index import Index
from assistant.workspace import Workspace

QUERY = "telephone calls after discharge"
RUN = """
import sys
from pathlib import Path
from assistant.domain.index_settings import IndexSettings
from assistant.evidence import Evidence, Setup
from assistant.workspace import Workspace
setup = Setup(index=IndexSettings(chroma=sys.argv[2], name=sys.argv[3]))
Evidence.open(Workspace.at(Path(sys.argv[1])), setup).index(lambda done, total: print(done, flush=True))
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """A real server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = [Path(sys.executable).parent / "chroma", "run", "--path", folder, "--host", "127.0.0.1"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*map(str, command), "--port", str(number)], stdout=log, stderr=log)
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                break
        time.sleep(0.1)
    yield number
    process.terminate()
    process.wait()


@pytest.fixture
def setup(port: int, tmp_path: Path) -> Setup:
    """The server's address, with collections of this test's own."""
    return Setup(index=IndexSettings(chroma=f"http://127.0.0.1:{port}", name=f"t-{abs(hash(tmp_path)) % 10**8}"))


def collections(setup: Setup) -> list[chromadb.Collection]:
    client = chromadb.HttpClient(host="127.0.0.1", port=int(setup.index.chroma.rpartition(":")[2]))
    return [found for found in client.list_collections() if found.name.startswith(setup.index.name)]


def ids(evidence: Evidence, scope) -> list[str]:
    return sorted(passage.id for passage in evidence.passages(scope))


def twin(workspace: Workspace, folder: Path) -> Workspace:
    """The same documents on another machine."""
    shutil.copytree(workspace.knowledge, folder / "twin" / "knowledge")
    return Workspace.at(folder / "twin")


class Unused(WordLlama):
    """Embeddings that must not be asked."""

    def embed(self, texts):
        raise AssertionError(f"{len(texts)} texts were embedded again")


def test_the_server_holds_the_passages_and_the_search_is_that_of_a_local_index(workspace, setup, everything, tmp_path):
    """One whole collection on the server, no store in the workspace, and the same hits as without a server."""
    local = Evidence.open(twin(workspace, tmp_path)).search(QUERY, scope=everything)
    evidence = Evidence.open(workspace, setup)
    evidence.index()
    (held,) = collections(setup)
    assert sorted(held.get(include=[])["ids"]) == ids(evidence, everything)
    assert held.metadata["complete"]
    assert evidence.search(QUERY, scope=everything) == local
    assert not list(workspace.state.rglob("chroma*"))


def test_another_machine_takes_over_what_was_embedded(workspace, setup, everything, tmp_path):
    """A second machine with the same documents embeds nothing, and finds the same."""
    first = Evidence.open(workspace, setup)
    first.index()
    other = twin(workspace, tmp_path)
    Index(other, Unused(), setup).update()
    assert Evidence.open(other, setup).search(QUERY, scope=everything) == first.search(QUERY, scope=everything)


def test_a_collection_that_is_not_as_it_was_marked_is_not_taken_over(workspace, setup, tmp_path):
    """Half-written or altered content on the server is embedded again instead."""
    Evidence.open(workspace, setup).index()
    (held,) = collections(setup)
    held.delete(ids=[held.get(include=[])["ids"][0]])
    with pytest.raises(AssertionError, match="embedded again"):
        Index(twin(workspace, tmp_path), Unused(), setup).update()


def test_changed_documents_are_a_new_collection_that_replaces_the_old(workspace, write, setup, everything):
    """After a change the server holds the new state alone."""
    evidence = Evidence.open(workspace, setup)
    evidence.index()
    (before,) = collections(setup)
    write("nurse.md", "# New\n\nOther words altogether.\n")
    evidence.index()
    (after,) = collections(setup)
    assert after.name != before.name
    assert sorted(after.get(include=[])["ids"]) == ids(evidence, everything)


def test_a_collection_that_the_server_lost_is_written_again(workspace, setup):
    """`index` looks whether the server still has what the workspace was told, and mends it."""
    evidence = Evidence.open(workspace, setup)
    evidence.index()
    (lost,) = collections(setup)
    chromadb.HttpClient(host="127.0.0.1", port=int(setup.index.chroma.rpartition(":")[2])).delete_collection(lost.name)
    evidence.index()
    assert [held.name for held in collections(setup)] == [lost.name]


def _indexing(workspace: Workspace, setup: Setup) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, str(workspace.root), setup.index.chroma, setup.index.name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_machines_index_at_once(workspace, write, setup, everything, tmp_path):
    """Both end well, and the server holds the passages once."""
    for number in range(60):
        write(f"many/{number}.md", f"# Document {number}\n\nNurses call patient {number} after discharge.\n")
    both = [_indexing(workspace, setup), _indexing(twin(workspace, tmp_path), setup)]
    assert [process.communicate()[0].splitlines()[-1] for process in both] == ["done", "done"]
    (held,) = collections(setup)
    assert sorted(held.get(include=[])["ids"]) == ids(Evidence.open(workspace, setup), everything)


@pytest.mark.parametrize("delay", [0.0, 0.3])
def test_kill_9_leaves_no_half_collection_behind(workspace, write, setup, everything, delay):
    """After kill -9 while the server is written to, the next run leaves one whole collection of the documents."""
    for number in range(300):
        write(f"many/{number}.md", f"# Document {number}\n\nNurses call patient {number} after discharge.\n")
    process = _indexing(workspace, setup)
    while process.stdout.readline().strip() != "303":
        pass
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    write("nurse.md", "# New\n\nOther words altogether.\n")
    evidence = Evidence.open(workspace, setup)
    evidence.index()
    (held,) = collections(setup)
    assert sorted(held.get(include=[])["ids"]) == ids(evidence, everything)


def test_without_its_server_a_search_still_answers(workspace, write, everything):
    """A fresh index needs no server, a stale one is kept in memory with a notice; only `index` fails, and says why."""
    down = Setup(index=IndexSettings(chroma="http://user:secret@127.0.0.1:9"))
    evidence = Evidence.open(workspace, down)
    assert evidence.search(QUERY, scope=everything)
    (notice,) = evidence.notices
    assert notice.startswith("the index is kept in memory for this run: the Chroma server at 127.0.0.1:9 does not")
    with pytest.raises(StoreError, match="Check `chroma` under") as caught:
        Evidence.open(workspace, down).index()
    assert "secret" not in str(caught.value)


def test_a_fresh_index_is_searched_without_asking_the_server(workspace, setup, everything):
    """What was indexed with a server is found when the server is gone."""
    Evidence.open(workspace, setup).index()
    gone = Setup(index=setup.index.model_copy(update={"chroma": "http://127.0.0.1:9"}))
    evidence = Evidence.open(workspace, gone)
    assert evidence.search(QUERY, scope=everything)
    assert evidence.notices == []


def test_another_model_is_refused_with_a_server_too(workspace, setup, everything):
    """Vectors of two models are never mixed, wherever they lie."""

    class Other(WordLlama):
        def __init__(self) -> None:
            super().__init__()
            self.name = "another model"

    Index(workspace, Other(), setup).update()
    with pytest.raises(ConfigurationError, match="never mixed"):
        Evidence.open(workspace, setup).search(QUERY, scope=everything)
    Evidence.open(workspace, setup).index()
    assert len(collections(setup)) == 1


def test_a_server_beside_a_folder_in_one_process(workspace, write, everything, setup):
    """A workspace whose index lies in its folder is not led to the server that another one uses."""
    write("note.md", "# Note\n\nA heron crossed the loading bay.")
    Evidence.open(workspace, setup).index()
    shutil.rmtree(workspace.state, ignore_errors=True)
    at_home = Evidence.open(workspace, Setup())
    at_home.index()
    write("more.md", "# More\n\nA second heron came.")
    at_home.index()
    assert at_home.search("heron", k=2, scope=everything)
