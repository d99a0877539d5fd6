"""Servers that tests start on this machine and stop again: a PostgreSQL of their own, any web server.

Everything listens on the loopback address alone, on a free port, with its data in a temporary folder.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"
READY_WITHIN_SECONDS = 60
STOPPED_WITHIN_SECONDS = 30

# A test database may be lost at any moment, so nothing waits for the disk.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "timezone": "UTC",
}


class NotStarted(RuntimeError):
    """A server ended, or did not answer in time; the message carries what it said."""


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def web_server(command: Sequence[str], port: int, env: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a command that serves on `port` of the loopback address, and give its URL once it answers."""
    with tempfile.TemporaryDirectory(prefix="fodfaeste-server-") as folder:
        log = Path(folder, "log")
        with _running(command, log, env={**os.environ, **(env or {})}) as process:
            _wait(process, log, lambda: _listens(port))
            yield f"http://{LOOPBACK}:{port}"


@contextmanager
def postgres() -> Iterator[str]:
    """Run an empty PostgreSQL, and give the URL that goes into FODFAESTE_DATABASE."""
    programs = postgres_programs()
    folder = Path(tempfile.mkdtemp(prefix="fodfaeste-postgres-"))
    try:
        if owner := _owner():
            shutil.chown(folder, owner, owner)
        _initdb(programs, folder)
        port = free_port()
        log = folder.with_suffix(".log")
        with _running(_server_command(programs, folder, port), log, cwd=folder, **_as_owner()) as process:
            _wait(process, log, lambda: _accepts(programs, port))
            subprocess.run([programs / "createdb", *_address(port), "fodfaeste"], check=True)
            yield f"postgresql://fodfaeste@{LOOPBACK}:{port}/fodfaeste"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".log").unlink(missing_ok=True)


def postgres_programs() -> Path:
    """The folder of the newest PostgreSQL server's programs on this machine."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if not found:
        raise NotStarted("No PostgreSQL server is installed (Debian's package: postgresql)")
    return max(found, key=lambda path: [int(part) for part in path.parent.name.split(".")])


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; the user that Debian's package made steps in."""
    return "postgres" if os.geteuid() == 0 else None


def _as_owner() -> dict[str, Any]:
    owner = _owner()
    return {"user": owner, "group": owner, "extra_groups": []} if owner else {}


def _initdb(programs: Path, folder: Path) -> None:
    command = [programs / "initdb", "--pgdata", folder / "data", "--username", "fodfaeste"]
    command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **_as_owner())
    if done.returncode:
        raise NotStarted(done.stdout + done.stderr)


def _server_command(programs: Path, folder: Path, port: int) -> list[str]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
    settings = {**FAST_SETTINGS, "listen_addresses": LOOPBACK, "unix_socket_directories": str(folder)}
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return command


@contextmanager
def _running(command: Sequence[str], log: Path, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    # A session of its own: Ctrl-C reaches the tests first, and they stop the server when they are done.
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, **options
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    # To PostgreSQL an interrupt is the fast shutdown: it does not wait for clients to leave.
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOPPED_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], log: Path, is_ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotStarted(f"{process.args}\n{log.read_text(encoding='utf-8', errors='replace')[-4000:]}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def _accepts(programs: Path, port: int) -> bool:
    return subprocess.run([programs / "pg_isready", "--quiet", *_address(port)]).returncode == 0


def _address(port: int) -> list[str]:
    return ["--host", LOOPBACK, "--port", str(port), "--username", "fodfaeste"]
