"""Take the pictures in docs/images from a demo of its own, on a day that stands still.

python scripts/screenshots.py    (after `make test` has installed the browser)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.journeys.browsing import BROWSER_ARGUMENTS, step_in
from tests.servers import free_port, web_server

IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000  # bytes: a clone is for everybody
TODAY = "2026-11-23"  # a Monday
FODFAESTE = [sys.executable, "-m", "fodfaeste.cli"]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="fodfaeste-pictures-") as var:
        env = {**os.environ, "FODFAESTE_VAR": var, "FODFAESTE_DATABASE": "", "FODFAESTE_TODAY": TODAY}
        subprocess.run([*FODFAESTE, "demo"], env=env, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        command = [*FODFAESTE, "serve", "--demo", "--processes", "1", "--port", str(port)]
        with web_server(command, port, env=env) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=BROWSER_ARGUMENTS
            )
            window = browser.new_context(
                viewport={"width": 1280, "height": 1130}, base_url=site, locale="da-DK"
            )
            take(window.new_page())
            browser.close()


def take(page: Page) -> None:
    """The case worker's list, as it looks on a Monday."""
    step_in(page, "Sagsbehandler")
    page.goto("/min-dag/")
    picture = IMAGES / "min-dag.png"
    page.screenshot(path=picture)
    size = picture.stat().st_size
    if size > LARGEST:
        sys.exit(f"{picture}: {size} bytes; at most {LARGEST}")


main()
