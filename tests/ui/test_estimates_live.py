"""`%%estimate` as a user has it: from a magic and from the toolbar, with the run afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from .live import command, run, select, text_of, wait_until_connected, write
from .pictures import picture

INPUTS = "%load_ext jupyter_perf\nrows = list(range(40_000))"
QUADRATIC = """near = 0
for row in rows:
    near += row in rows[:row // 8]
near"""
LONG = """total = 0
for _ in range(400):
    for each in numbers:
        total += each * each"""
IS_UNKNOWN = "'near' in globals()"


def replace(page: Any, cell: int, text: str) -> None:
    """Put another text into a cell."""
    page.evaluate(
        """([at, text]) => window.jupyterapp.shell.currentWidget.content.widgets[at].model
            .sharedModel.setSource(text)""",
        [cell, text],
    )


def test_an_estimate_runs_nothing_and_answers_what_if(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    write(lab.folder, "ask.ipynb", INPUTS, f"%%estimate --budget 30\n{QUADRATIC}", IS_UNKNOWN)
    page = open_notebook("ask.ipynb")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    view = page.locator(".jp-Perf-estimate")
    view.locator(".jp-Perf-figures").wait_for()
    view.locator(".jp-Perf-growth").wait_for()
    picture(page, "estimate-live")
    before = view.locator(".jp-Perf-figures dd").first.inner_text()
    view.locator("input[type=range]").first.focus()
    page.keyboard.press("Home")
    assert view.locator(".jp-Perf-figures dd").first.inner_text() != before
    run(page, 2)
    page.locator(".jp-OutputArea-output").get_by_text("False").wait_for()


@pytest.mark.slow
def test_a_run_is_held_against_its_prediction_and_can_be_stopped(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    inputs = "%load_ext jupyter_perf\nnumbers = list(range({}))"
    # The first is short enough to be measured whole, so that there surely is a prediction.
    first, second = (f"%%estimate --run --budget {budget}\n{LONG}" for budget in (40, 5))
    write(lab.folder, "held.ipynb", inputs.format("150_000"), first)
    page = open_notebook("held.ipynb")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    view = page.locator(".jp-Perf-estimate")
    view.locator(".jp-Perf-cellBar").wait_for()
    picture(page, "estimate-running")
    view.locator(".jp-Perf-actualRun").wait_for()
    assert view.locator(".jp-Perf-against").count() >= 1
    picture(page, "estimate-ran")
    replace(page, 0, inputs.format("9_000_000"))
    replace(page, 1, second)
    run(page, 0)
    run(page, 1)
    view.get_by_text(re.compile("so far|of about")).first.wait_for()
    view.get_by_role("button", name="Stop").click()
    page.locator(".jp-OutputArea-output").get_by_text("KeyboardInterrupt").first.wait_for()
    view.locator(".jp-Perf-running").wait_for(state="detached")
    picture(page, "estimate-stopped")


@pytest.mark.slow
def test_the_toolbar_estimates_a_cell_and_its_record_is_listed(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    source = "total = sum(rows)"  # measured whole, however busy the machine is
    write(lab.folder, "asked.ipynb", INPUTS, source)
    page = open_notebook("asked.ipynb")
    run(page, 0)
    wait_until_connected(page)
    select(page, 1)
    command(page, "jupyter-perf:estimate-cell")
    beside = page.locator(".jp-Perf-run")
    beside.locator(".jp-Perf-figures").wait_for()
    beside.get_by_role("button", name="Save in the notebook").wait_for()
    picture(page, "estimate-toolbar")
    assert text_of(page, 1) == source
    assert page.locator(".jp-OutputArea .jp-Perf-estimate").count() == 0
    beside.get_by_role("button", name="Save in the notebook").click()
    page.locator(".jp-OutputArea .jp-Perf-estimate").wait_for()
    command(page, "jupyter-perf:open-panel")
    page.locator(".jp-Perf-panel select[aria-label=Kind]").select_option("estimate")
    record = page.locator(".jp-Perf-records li").first
    record.get_by_text("predicted").wait_for()
    record.locator(".jp-Perf-record").click()
    page.locator("[id^=jupyter-perf-record] .jp-Perf-figures").wait_for()
    picture(page, "estimate-record")
