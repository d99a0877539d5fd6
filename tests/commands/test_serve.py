"""`fodfaeste serve`: says so when it answers, and leaves nothing behind."""

import os
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.databases import until
from tests.servers import free_port

pytestmark = pytest.mark.slow

#: Not how fast it is, but how long a busy machine may take.
READY_WITHIN_SECONDS = 90


@pytest.fixture
def server(installation):
    port = free_port()
    process = installation.start("serve", "--demo", "--worker", "--port", str(port))
    process.address = f"http://127.0.0.1:{port}"
    process.said = installation.folder / "said"
    try:
        until(lambda: process.poll() or "ready at" in process.said.read_text(), READY_WITHIN_SECONDS)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def worker_of(server):
    """The process id of the worker that the server started."""
    until(lambda: re.search(r"Worker \S+ begins", server.said.read_text()))
    return int(re.search(r"Worker [^:]+:(\d+):", server.said.read_text())[1])


def is_alive(process_id):
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_it_says_where_it_is_in_both_languages_and_answers_and_nobody_else_there(server, installation):
    said = server.said.read_text()
    assert f"er klar på {server.address}" in said
    assert f"is ready at {server.address}" in said
    with urllib.request.urlopen(f"{server.address}/om/", timeout=10) as page:
        assert page.status == 200
    done = installation.run("serve", "--port", server.address.rpartition(":")[2])
    assert done.returncode == 1
    assert "er optaget" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_its_worker_goes_with_it(server, how):
    worker = worker_of(server)
    assert is_alive(worker)
    os.kill(server.pid, how)
    server.wait(20)
    until(lambda: not is_alive(worker))
