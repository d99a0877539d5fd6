"""A PostgreSQL of one's own that can be struck down and started again, as when a machine restarts it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import LOOPBACK, free_port, postgres_programs

#: What is committed is with the operating system, so it outlives the server; the disk is not waited for.
SETTINGS = {"fsync": "off", "listen_addresses": LOOPBACK, "max_connections": "60", "timezone": "UTC"}
QUICKLY = "immediate"  # as if killed: no goodbye to anyone, and recovery at the next start


@dataclass(frozen=True)
class RestartablePostgres:
    """A server with its data in a folder of its own."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql://fodfaeste@{LOOPBACK}:{self.port}/fodfaeste"

    def start(self) -> None:
        settings = {**SETTINGS, "unix_socket_directories": str(self.folder), "port": str(self.port)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._control("start", "-o", options, "-l", str(self.folder / "log"))

    def strike_down(self) -> None:
        self._control("stop", "-m", QUICKLY)

    def fill_from(self, address: str) -> None:
        """Take over the content of another database."""
        programs = postgres_programs()
        dumped = subprocess.run([programs / "pg_dump", address], capture_output=True, check=True).stdout
        into = [programs / "psql", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", self.url]
        subprocess.run(into, input=dumped, check=True, capture_output=True)

    def _control(self, *arguments: str) -> None:
        command = [postgres_programs() / "pg_ctl", "-D", self.folder / "data", "-w", "-s", *arguments]
        _as_owner(command, self.folder)


@contextmanager
def restartable_postgres() -> Iterator[RestartablePostgres]:
    """An empty server, started."""
    programs, folder = postgres_programs(), Path(tempfile.mkdtemp(prefix="fodfaeste-restart-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    server = RestartablePostgres(folder, free_port())
    try:
        initdb = [programs / "initdb", "--pgdata", folder / "data", "--username", "fodfaeste"]
        _as_owner([*initdb, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], folder)
        server.start()
        address = ["-h", LOOPBACK, "-p", str(server.port), "-U", "fodfaeste"]
        subprocess.run([programs / "createdb", *address, "fodfaeste"], check=True)
        yield server
    finally:
        _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _stop(server: RestartablePostgres) -> None:
    try:
        server.strike_down()
    except subprocess.CalledProcessError:
        return  # it lay already


def _as_owner(command: list[object], folder: Path) -> None:
    """PostgreSQL refuses to run as root; the user that Debian's package made steps in."""
    owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(list(map(str, command)), cwd=folder, check=True, **quiet, **owner)
