"""A real JupyterLab in a real browser, as a user has them."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from . import browser as browser_program
from .servers import TOKEN, Lab, running

CHROMIUM = browser_program.find()
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
PATIENCE_MS = 60_000
KERNEL_IS_IDLE = """() => window.jupyterapp.shell.currentWidget?.sessionContext?.session
    ?.kernel?.status === 'idle'"""
ROOT = Path(__file__).parents[2]
BUILT = ROOT / "jupyter_perf/labextension/package.json"


def why_not() -> str:
    """What is missing on this machine; empty where nothing is."""
    if CHROMIUM is None:
        return browser_program.how_to_get()
    if not BUILT.exists():
        return "the extension isn't built: `make labextension`"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if reason := why_not():
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(tmp_path_factory.mktemp("lab")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield found
        found.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Makes an empty page in a browser that remembers nothing."""
    contexts = []

    def made() -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        return page

    yield made
    for context in contexts:
        context.close()


@pytest.fixture
def open_notebook(lab: Lab, new_page: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Opens a notebook of the folder, and gives its page when it can be used."""

    def opened(name: str, *, kernel: bool = True) -> Any:
        return show_notebook(new_page(), lab, name, kernel=kernel)

    yield opened
    lab.end_kernels()


def show_notebook(page: Any, lab: Lab, name: str, *, kernel: bool = True) -> Any:
    """Opens the notebook `name` of `lab` in `page`, and waits until it can be used."""
    workspace = re.sub(r"\W", "-", name)
    place = urllib.parse.quote(name)
    page.goto(f"{lab.url}/lab/workspaces/{workspace}/tree/{place}?token={TOKEN}")
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
    if not kernel:
        page.get_by_role("dialog").get_by_role("button", name="No Kernel").click()
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    if kernel:
        page.wait_for_function(KERNEL_IS_IDLE)
    return page
