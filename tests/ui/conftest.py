"""A real JupyterLab in a real browser, as a user has them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

TOKEN = "for-tests-only"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
START_SECONDS = 120
END_SECONDS = 20
PATIENCE_MS = 30_000
KERNEL_IS_IDLE = """() => window.jupyterapp.shell.currentWidget?.sessionContext?.session
    ?.kernel?.status === 'idle'"""
ROOT = Path(__file__).parents[2]
BUILT = ROOT / "jupyter_perf/labextension/package.json"


def why_not() -> str:
    """What is missing on this machine; empty where nothing is."""
    if CHROMIUM is None:
        return "no chromium: `apt-get install chromium`"
    if not BUILT.exists():
        return "the extension isn't built: `make labextension`"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if reason := why_not():
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True)
class Lab:
    """A running server: its address, and the folder that it shows."""

    url: str
    folder: Path
    settings: Path

    def set(self, plugin: str, values: dict[str, Any]) -> None:
        """Write a user's settings of `plugin` (`@jupyterlab/apputils-extension:themes`)."""
        package, _, name = plugin.partition(":")
        file = self.settings / package / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    base = tmp_path_factory.mktemp("lab")
    folder, settings = base / "notebooks", base / "settings"
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(base / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "JUPYTER_PERF_HOME": str(base / "records"),  # what was found before is shown at once
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--port-retries=0", f"--ServerApp.root_dir={folder}"]
    command += [f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True"]
    with (base / "log").open("wb") as log:
        server = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    found = Lab(f"http://127.0.0.1:{port}", folder, settings)
    found.set("@jupyterlab/apputils-extension:notification", {"fetchNews": "false"})
    try:
        wait_for(found.url, server, base / "log")
        yield found
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and where it is held up by a kernel, end that too."""
    kernels = psutil.Process(server.pid).children(recursive=True)
    server.terminate()
    try:
        server.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        for kernel in psutil.wait_procs(kernels, timeout=0)[1]:
            kernel.kill()
        server.kill()
        server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/api", timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError(f"JupyterLab didn't start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_notebook(lab: Lab, browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a notebook of the folder, and gives its page when it can be used."""
    contexts = []

    def opened(name: str, *, kernel: bool = True) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{lab.url}/lab/workspaces/{name.partition('.')[0]}/tree/{name}?token={TOKEN}")
        page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
        if not kernel:
            page.get_by_role("dialog").get_by_role("button", name="No Kernel").click()
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        if kernel:
            page.wait_for_function(KERNEL_IS_IDLE)
        return page

    yield opened
    for context in contexts:
        context.close()
