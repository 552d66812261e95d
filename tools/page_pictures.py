"""Take the pictures of the page that the README shows: ``python tools/page_pictures.py``.

Serves the page with the default settings, writes the README's example into it with a real Chromium (``CHROMIUM`` or the
one on the path), and saves ``docs/assets/page-*.png``. Look at them before they are committed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES: dict[str, dict[str, Any]] = {
    "page-light": {"viewport": {"width": 1120, "height": 1110}, "color_scheme": "light"},
    "page-dark": {"viewport": {"width": 1120, "height": 1110}, "color_scheme": "dark"},
    "page-phone": {"viewport": {"width": 390, "height": 1110}, "color_scheme": "light", "has_touch": True},
}
START_S = 120
CHECKED = "!document.querySelector('#bar').hasAttribute('data-busy') && document.querySelector('#bar').dataset.decision !== 'none'"


def ready(url: str) -> None:
    """Wait until the server is warm.

    Raises:
        SystemExit: where it does not come up.
    """
    limit = time.monotonic() + START_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310 - our own server on loopback
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("replylint serve did not come up")


def take(browser: Browser, url: str, name: str, options: dict[str, Any]) -> None:
    """Write the example into the page and save its picture."""
    around = yaml.safe_load((ROOT / "examples" / "late-blender.yaml").read_text(encoding="utf-8"))
    with browser.new_context(**options, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(url)
        page.get_by_label("The customer’s message").fill(around["customer"])
        page.get_by_text("Order and shop details").click()
        page.get_by_label("Carrier").fill(around["carrier"])
        page.get_by_label("Tracking number").fill(around["tracking"])
        if name == "page-phone":  # where the details would fill the screen
            page.get_by_text("Order and shop details").click()
        page.get_by_role("textbox", name="Your reply").fill((ROOT / "examples" / "late-blender.txt").read_text(encoding="utf-8").strip())
        page.wait_for_timeout(500)  # the pause before typing is checked
        limit = time.monotonic() + 20
        while not page.evaluate(CHECKED):
            if time.monotonic() > limit:
                raise SystemExit("the page did not decide")
            page.wait_for_timeout(50)
        page.screenshot(path=ROOT / "docs" / "assets" / f"{name}.png")


def main() -> int:
    """Serve, take, stop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "import sys; from replylint.cli.entry import main; sys.exit(main())", "serve", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "replylint.toml").write_text("[gate]\ndeadline-ms = 20000\n[language]\ndeadline-ms = 20000\n", encoding="utf-8")
        server = subprocess.Popen(command, cwd=folder)
        try:
            ready(url)
            with sync_playwright() as playwright:
                chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                for name, options in PICTURES.items():
                    take(browser, url, name, options)
                browser.close()
        finally:
            server.terminate()
            server.wait(30)
    return 0


if __name__ == "__main__":
    sys.exit(main())
