"""The processes of one server count together, and leave nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

from fodfaeste.installation import measures_folder
from fodfaeste.installation.measures_folder import FOLDER, PREFIX, measures_together

TOGETHER = """
import os
from fodfaeste.installation.measures_folder import measures_together
with measures_together():
    from prometheus_client import generate_latest
    from fodfaeste.web.measures import observe, requests_registry
    for _ in range(2):
        child = os.fork()
        if child == 0:
            observe("about", 200, 0.01)
            os._exit(0)
        os.waitpid(child, 0)
    observe("about", 200, 0.01)
    print(generate_latest(requests_registry()).decode())
"""


def test_what_each_process_counted_is_told_as_one():
    done = subprocess.run([sys.executable, "-c", TOGETHER], capture_output=True, text=True)
    assert 'fodfaeste_requests_total{route="about",status="200"} 3.0' in done.stdout, done.stderr


def test_the_folder_goes_with_the_server_and_so_do_those_of_killed_ones(monkeypatch, tmp_path):
    monkeypatch.setattr(measures_folder, "MEMORY", tmp_path)
    dead, alive = tmp_path / f"{PREFIX}99999999-x", tmp_path / f"{PREFIX}{os.getpid()}-y"
    dead.mkdir()
    alive.mkdir()
    with measures_together():
        folder = Path(os.environ[FOLDER])
        assert folder.parent == tmp_path
        assert not dead.exists()
    assert FOLDER not in os.environ
    assert list(tmp_path.iterdir()) == [alive]
