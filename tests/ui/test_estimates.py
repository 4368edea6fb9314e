"""Estimates and comparisons in a saved notebook: seen, moved and read out, without a kernel too."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_perf.estimation.result import Comparison, Estimate
from jupyter_perf.views import comparison, estimate
from jupyter_perf.views.envelope import Context

from ..views import estimates
from .pictures import picture
from .test_access import AXE, SERIOUS
from .test_pages import themed

HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
SOURCE = f"%%estimate --run\n{estimates.SOURCE}".rstrip("\n")
SELECTED = """() => {
    const { activeCell, activeCellIndex } = window.jupyterapp.shell.currentWidget.content;
    const { start, end } = activeCell.editor.getSelection();
    return [activeCellIndex, activeCell.editor.getLine(start.line), start.line === end.line];
}"""


def save(file: Path, found: Estimate | Comparison, *, kernel: str = "python3") -> None:
    """A notebook whose second cell carries `found` as its output."""
    views = comparison if isinstance(found, Comparison) else estimate
    bundle = views.mimebundle(found, context=Context(cell="estimated"))
    output = nbformat.v4.new_output("display_data", data=bundle)
    cells = [
        nbformat.v4.new_code_cell("orders = 1", id="before"),
        nbformat.v4.new_code_cell(SOURCE, id="estimated", outputs=[output]),
    ]
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
    nbformat.validate(notebook)
    nbformat.write(notebook, file)


def shown(page: Any) -> Any:
    found = page.locator(".jp-Perf-estimate")
    found.wait_for()
    return found


def time_of(view: Any) -> str:
    return str(view.locator(".jp-Perf-figures dd").first.inner_text())


def test_a_slider_asks_what_if_by_keyboard_and_without_a_kernel(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    save(lab.folder / "what-if.ipynb", estimates.extrapolated(), kernel="no-such-kernel")
    page = open_notebook("what-if.ipynb", kernel=False)
    view = shown(page)
    own = time_of(view)
    slider = view.get_by_role("slider", name="orders", exact=False).first
    slider.focus()
    page.keyboard.press("End")
    assert time_of(view) != own
    view.get_by_text("With the sizes below:").wait_for()
    assert re.search(r"[\d,]+: \S+", slider.get_attribute("aria-valuetext") or "")
    view.locator(".jp-Perf-moved").wait_for()
    picture(page, "estimate-moved")
    view.get_by_role("button", name="As in your inputs").click()
    assert time_of(view) == own
    chart = view.locator(".jp-Perf-growthFrame")
    chart.focus()
    page.keyboard.press("Home")
    view.locator(".jp-Perf-readOut").get_by_text("measured").wait_for()


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize("name", [*estimates.ALL, "compared"])
def test_every_kind_is_readable_by_everybody(
    lab: Any, open_notebook: Callable[..., Any], name: str, theme: str
) -> None:
    file = f"estimate-{name}-{theme.lower()}.ipynb"
    found = estimates.compared() if name == "compared" else estimates.ALL[name]()
    save(lab.folder / file, found)
    with themed(lab, theme) if theme == "Dark" else nullcontext():
        page = open_notebook(file)
    page.set_viewport_size({"width": 1280, "height": 1500})
    view = shown(page)
    view.locator(".jp-Perf-headline").wait_for()
    picture(page, f"estimate-{name}-{theme.lower()}")
    closed = view.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    picture(page, f"estimate-{name}-{theme.lower()}-open")
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-estimate") == []
    assert "NaN" not in view.inner_text()
    assert "undefined" not in view.inner_text()


@pytest.mark.slow
def test_a_statement_leads_to_its_line(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "lines.ipynb", estimates.extrapolated())
    page = open_notebook("lines.ipynb")
    view = shown(page)
    row = next(row for row in estimates.extrapolated().rows if row.line)
    line = estimates.SOURCE.splitlines()[row.line - 1]
    button = view.get_by_title(f"Show line {row.line} of the cell")
    button.click()
    page.wait_for_function(f"line => ({SELECTED})()[1] === line", arg=line)
    assert page.evaluate(SELECTED) == [1, line, True]
    page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets[1].model.sharedModel
            .setSource('%%estimate\\nother = 1')"""
    )
    button.click()
    view.get_by_text("that line isn’t there any more").wait_for()


@pytest.mark.slow
def test_parts_are_sorted_and_targets_chosen(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "targets.ipynb", estimates.compared())
    page = open_notebook("targets.ipynb")
    view = shown(page)
    targets = view.locator(".jp-Perf-targets")
    before = time_of(view)
    other = targets.locator("tbody tr").nth(2).get_by_role("button")
    other.click()
    assert time_of(view) != before
    assert other.get_attribute("aria-pressed") == "true"
    targets.get_by_role("button", name="Time", exact=True).click()
    assert targets.locator("[aria-sort=descending]").inner_text().startswith("Time")
    assert view.locator(".jp-Perf-scatter circle").count() == 3


@pytest.mark.slow
def test_a_hostile_estimate_is_only_text(lab: Any, open_notebook: Callable[..., Any]) -> None:
    found = estimates.extrapolated(source=HOSTILE, notes=(HOSTILE,), title=HOSTILE, bound=HOSTILE)
    rows = tuple(dataclasses.replace(row, name=HOSTILE, note=HOSTILE) for row in found.rows)
    save(lab.folder / "hostile-estimate.ipynb", dataclasses.replace(found, rows=rows))
    page = open_notebook("hostile-estimate.ipynb")
    view = shown(page)
    view.get_by_text("Assumptions and notes").click()
    view.get_by_text("<script>").first.wait_for()
    assert page.evaluate("() => window.harmed") is None
    assert view.locator("img, script").count() == 0


@pytest.mark.slow
def test_in_a_narrow_column_nothing_overlaps(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "narrow.ipynb", estimates.module())
    page = open_notebook("narrow.ipynb")
    page.set_viewport_size({"width": 640, "height": 1200})
    view = shown(page)
    picture(page, "estimate-narrow")
    boxes = [each.bounding_box() for each in view.locator(".jp-Perf-figures > *").all()]
    pairs = [(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :]]
    assert [pair for pair in pairs if overlap(*pair)] == []
    assert all(box["width"] >= 60 for box in boxes)


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[start] + 1 < other[start] + other[size] and other[start] + 1 < one[start] + one[size]
        for start, size in (("x", "width"), ("y", "height"))
    )
