"""A frontier in a saved notebook: seen, moved and read out, without a kernel too."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_perf.records.store import About, Store
from jupyter_perf.views import frontier
from jupyter_perf.views.envelope import Context

from .live import text_of
from .pictures import picture
from .test_access import AXE, SERIOUS
from .test_pages import themed

_file = Path(__file__).parents[1] / "tradeoff" / "frontiers.py"
_spec = importlib.util.spec_from_file_location("frontiers", _file)
assert _spec is not None
assert _spec.loader is not None
frontiers = importlib.util.module_from_spec(_spec)
sys.modules["frontiers"] = frontiers
_spec.loader.exec_module(frontiers)


def save(file: Path, found: Any, *, kernel: str = "python3", run: str | None = None) -> None:
    """A notebook whose first cell carries `found` as its output."""
    bundle = frontier.mimebundle(found, context=Context(run=run, cell="asked"))
    output = nbformat.v4.new_output("display_data", data=bundle)
    cell = nbformat.v4.new_code_cell("%papaya model batch", id="asked", outputs=[output])
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": spec})
    nbformat.validate(notebook)
    nbformat.write(notebook, file)


def shown(page: Any) -> Any:
    found = page.locator(".jp-Perf-frontier")
    found.wait_for()
    return found


def test_memory_is_moved_by_keyboard_and_without_a_kernel(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    save(lab.folder / "papaya.ipynb", frontiers.frontier(), kernel="no-such-kernel")
    page = open_notebook("papaya.ipynb", kernel=False)
    view = shown(page)
    row = view.locator(".jp-Perf-table tbody tr").first
    row.get_by_text("use this").wait_for()
    slider = view.get_by_role("slider", name="memory", exact=True)
    slider.focus()
    page.keyboard.press("Home")
    view.get_by_text("Read off with what is chosen above").wait_for()
    assert "GB" in (slider.get_attribute("aria-valuetext") or "")
    picture(page, "frontier-moved")
    view.get_by_role("button", name="As it was asked").click()
    row.get_by_text("use this").wait_for()
    view.get_by_role("button", name="zero-2", exact=True).first.click()
    assert view.locator(".jp-Perf-legendItem[aria-pressed='false']").count() == 1


def test_code_is_inserted_below(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "insert.ipynb", frontiers.frontier())
    page = open_notebook("insert.ipynb")
    shown(page).get_by_role("button", name="Insert below").click()
    page.get_by_text("Inserted below.").wait_for()
    assert text_of(page, 1) == 'model = frontier.apply("lora", model)'


def test_all_of_it_comes_from_the_record(lab: Any, open_notebook: Callable[..., Any]) -> None:
    found = frontiers.frontier()
    about = About(str(lab.folder / "whole.ipynb"), "asked")
    run = Store(lab.records / "results.sqlite").remember(None, "frontier", found.to_json(), about)
    save(lab.folder / "whole.ipynb", found, run=run)
    page = open_notebook("whole.ipynb")
    view = shown(page)
    view.get_by_role("button", name="Show all of it, from its record").click()
    view.get_by_text("What was fitted").click()
    view.get_by_text("·x").first.wait_for()
    view.get_by_role("button", name="t4", exact=True).click()
    assert view.locator(".jp-Perf-table").first.locator("tbody tr").count() == 4


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_nothing_serious_is_found_by_axe_in_either_theme(
    lab: Any, open_notebook: Callable[..., Any], theme: str
) -> None:
    name = f"papaya-{theme}.ipynb"
    save(lab.folder / name, frontiers.frontier())
    with themed(lab, theme):
        page = open_notebook(name)
    view = shown(page)
    picture(page, f"frontier-{theme}")
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-frontier") == []
    view.get_by_text("Not tried, notes, assumptions").click()
    view.get_by_text("its output is no large vocabulary").wait_for()
