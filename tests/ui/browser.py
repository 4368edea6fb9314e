"""The browser that `tests/ui` drives. Run as a script, it installs one where that is possible.

`make test` runs it. It never fails: where there is no browser, the tests of the user interface are
skipped with the line that says how to get one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
PACKAGES = ("chromium", "fonts-dejavu-core")
_INSTALL_SECONDS = 900
_GIVES_UP_SOON = ("Retries=0", "http::Timeout=20", "https::Timeout=20")
_APT = ("apt-get", "-qq", *(f"-oAcquire::{option}" for option in _GIVES_UP_SOON))

Run = Callable[[list[str]], int]


def find() -> str | None:
    """The program: `$CHROMIUM`, one of the system's, or what `playwright install` left."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, NAMES)), None) or _of_playwright()


def how_to_get() -> str:
    """What to run, in one line."""
    if shutil.which("apt-get"):
        return f"no browser: run `sudo apt-get install {' '.join(PACKAGES)}`"
    return f"no browser: run `{sys.executable} -m playwright install chromium`"


def ensure(run: Run | None = None, *, is_root: bool | None = None) -> str:
    """Install a browser unless there is one; what is still to be done, in words."""
    if find() is not None:
        return ""
    if is_root is None:
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        print("Installing a browser for tests/ui:", " ".join(PACKAGES), flush=True)
        run = run or _quietly
        install = [*_APT, "install", "-y", "--no-install-recommends", *PACKAGES]
        if run([*_APT, "update"]) != 0 or run(install) != 0:
            print("That failed: is there a network?")
    return "" if find() is not None else f"{how_to_get()}; until then tests/ui is skipped"


def _quietly(command: list[str]) -> int:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            command, env=environment, stdout=subprocess.DEVNULL, timeout=_INSTALL_SECONDS
        ).returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error)
        return 1


def _of_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        place = Path(playwright.chromium.executable_path)
    return str(place) if place.is_file() else None


if __name__ == "__main__":
    if said := ensure():
        print(said)
