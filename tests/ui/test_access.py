"""For everybody: no serious finding of axe-core in light or dark, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..views import examples
from .conftest import ROOT
from .live import command, text_of
from .test_saved_results import SOURCE, save

AXE = ROOT / "labextension/node_modules/axe-core/axe.min.js"
SERIOUS = """async selector => (await axe.run(selector)).violations
    .filter(found => ['serious', 'critical'].includes(found.impact))
    .map(found => found.id + ': ' + found.nodes.map(node => node.html + ' ' + node.failureSummary))
"""


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.slow
def test_axe_finds_nothing_serious(lab: Any, open_notebook: Callable[..., Any], theme: str) -> None:
    name = f"{theme.replace(' ', '')}.ipynb"
    save(lab.folder / name, examples.every_outcome())
    lab.set("@jupyterlab/apputils-extension:themes", {"theme": theme})
    try:
        page = open_notebook(name)
    finally:
        lab.set("@jupyterlab/apputils-extension:themes", {})
    command(page, "jupyter-perf:open-panel")
    for title in ("7 rewrites tried", "How the search went", "Details"):
        page.get_by_text(title).first.click()
    page.locator(".jp-Perf-panel").get_by_text("runs").wait_for()
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-result") == []
    assert page.evaluate(SERIOUS, ".jp-Perf-panel") == []


@pytest.mark.slow
def test_the_keyboard_is_enough(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "keyboard.ipynb", examples.every_outcome())
    page = open_notebook("keyboard.ipynb")
    page.locator("[data-focus='diff unified']").focus()
    for _ in range(10):
        if page.evaluate("() => document.activeElement.dataset.action") == "apply":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Applied").wait_for()
    assert text_of(page, 1) == examples.BETTER.rstrip("\n")
    page.keyboard.press("Enter")
    page.get_by_text("original text is back").wait_for()
    assert text_of(page, 1) == SOURCE
