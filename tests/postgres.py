"""A PostgreSQL server of the tests' own, in a folder, on a Unix socket; tests skip visibly where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


@dataclass
class Server:
    """A server that can be restarted under its users' feet."""

    programs: Path
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def run(self, program: str, *words: str) -> None:
        """Runs one of its programs, as the user `postgres` where we are root, whom it refuses."""
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(self.programs / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self.run(
            "pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-o", options, "-l", str(self.folder / "log")
        )

    def stop(self, how: str = "fast") -> None:
        self.run("pg_ctl", "stop", "-w", "-m", how, "-D", str(self.folder / "data"))

    def database(self) -> str:
        """The address of a new, empty place for a state: a schema of its own."""
        name = f"state{next(self.numbers)}"
        self.run("psql", "-h", str(self.folder), "-U", "parlance", "-d", "postgres", "-c", f"CREATE SCHEMA {name}")
        return f"postgresql://parlance@/postgres?host={self.folder}&options=-csearch_path%3D{name}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for the session; skips where PostgreSQL is not installed."""
    found = [folder for place in PLACES for folder in sorted(Path("/").glob(place[1:])) if (folder / "initdb").exists()]
    if not found:
        pytest.skip("PostgreSQL is not installed (no initdb)")
    folder = Path(tempfile.mkdtemp(prefix="parlance-pg-"))  # short: a socket's path has at most 107 characters
    server = Server(found[-1], folder)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        server.run("initdb", "-D", str(folder / "data"), "-U", "parlance", "-A", "trust", "-E", "UTF8", "--no-sync")
        server.start()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):
            server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
