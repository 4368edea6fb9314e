"""A sparsity report in a saved notebook: seen, moved and read out, without a kernel too."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_perf.records.store import About, Store
from jupyter_perf.views.envelope import Context
from jupyter_perf.views.sparsityreport import mimebundle

from .live import text_of
from .pictures import picture
from .test_access import AXE, SERIOUS
from .test_pages import themed

_file = Path(__file__).parents[1] / "sparsity" / "reports.py"
_spec = importlib.util.spec_from_file_location("reports", _file)
assert _spec is not None
assert _spec.loader is not None
reports = importlib.util.module_from_spec(_spec)
sys.modules["reports"] = reports
_spec.loader.exec_module(reports)


def save(file: Path, found: Any, *, kernel: str = "python3", run: str | None = None) -> None:
    """A notebook whose first cell carries `found` as its output."""
    bundle = mimebundle(found, context=Context(run=run, cell="asked"))
    output = nbformat.v4.new_output("display_data", data=bundle)
    text = f"%%sparsify --compare step\n{found.source}"
    cell = nbformat.v4.new_code_cell(text, id="asked", outputs=[output])
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": spec})
    nbformat.validate(notebook)
    nbformat.write(notebook, file)


def shown(page: Any) -> Any:
    found = page.locator(".jp-Perf-sparsity")
    found.wait_for()
    return found


def test_the_pattern_is_moved_by_keyboard_and_without_a_kernel(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    save(lab.folder / "sparsify.ipynb", reports.report(), kernel="no-such-kernel")
    page = open_notebook("sparsify.ipynb", kernel=False)
    view = shown(page)
    view.locator(".jp-Perf-chosen").get_by_text("(best)").wait_for()
    slider = view.get_by_role("slider", name="kept", exact=True)
    slider.focus()
    page.keyboard.press("ArrowRight")
    view.get_by_text("3:4 · 25.5 bits a weight").wait_for()
    assert "read off" in (slider.get_attribute("aria-valuetext") or "")
    picture(page, "sparsity-moved")
    view.get_by_role("button", name="As it was trained").click()
    view.get_by_text("2:4 · 17 bits a weight").wait_for()


def test_another_pattern_is_inserted_below(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "another.ipynb", reports.report())
    page = open_notebook("another.ipynb")
    shown(page).get_by_role("button", name="Insert below").first.click()
    page.get_by_text("Inserted below.").wait_for()
    head, *body = text_of(page, 1).splitlines()
    assert head == "%%sparsify --pattern 2:4 --compare dense,step,sr-ste --metric acc:max"
    assert "\n".join(body) == reports.SOURCE


def test_all_of_it_comes_from_the_record(lab: Any, open_notebook: Callable[..., Any]) -> None:
    found = reports.report()
    about = About(str(lab.folder / "whole.ipynb"), "asked")
    run = Store(lab.records / "results.sqlite").remember(None, "sparsity", found.to_json(), about)
    save(lab.folder / "whole.ipynb", found, run=run)
    page = open_notebook("whole.ipynb")
    view = shown(page)
    view.get_by_role("button", name="Show all of it, from its record").click()
    view.get_by_text("Not here:").wait_for(state="detached")
    assert view.locator(".jp-Perf-legendItem").count() == 5
    view.get_by_text("Layers and masks").click()
    view.locator(".jp-Perf-mask").nth(1).wait_for()


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_nothing_serious_is_found_by_axe_in_either_theme(
    lab: Any, open_notebook: Callable[..., Any], theme: str
) -> None:
    name = f"sparsify-{theme}.ipynb"
    save(lab.folder / name, reports.report())
    with themed(lab, theme):
        page = open_notebook(name)
    view = shown(page)
    for section in ("How it serves on this machine", "Layers and masks", "Notes, assumptions"):
        view.get_by_text(section).click()
    picture(page, f"sparsity-{theme}")
    view.locator(".jp-Perf-sliders").scroll_into_view_if_needed()
    picture(page, f"sparsity-{theme}-below")
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-sparsity") == []
    view.get_by_text("with your rights").wait_for()
