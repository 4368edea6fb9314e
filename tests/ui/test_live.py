"""Searches as they go on, from a magic and from the toolbar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import KERNEL_IS_IDLE
from .live import SLOW, command, run, select, text_of, wait_until_connected, write
from .pictures import picture


def test_a_magic_streams_and_the_result_is_applied(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    write(lab.folder, "magic.ipynb", "%load_ext jupyter_perf", f"%%refine --budget 20\n{SLOW}")
    page = open_notebook("magic.ipynb")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.locator(".jp-Perf-progress").first.wait_for()
    picture(page, "running")
    page.get_by_role("button", name="Apply", exact=True).wait_for()
    page.locator(".jp-Perf-progress").wait_for(state="detached")
    picture(page, "done")
    page.get_by_role("button", name="Apply", exact=True).click()
    page.get_by_text("Applied").wait_for()
    assert not text_of(page, 1).startswith("%%refine")


@pytest.mark.slow
def test_the_toolbar_leaves_the_cell_as_it_is(lab: Any, open_notebook: Callable[..., Any]) -> None:
    write(lab.folder, "toolbar.ipynb", "1", SLOW)
    page = open_notebook("toolbar.ipynb")
    page.wait_for_selector(".jp-Cell >> nth=1")
    run(page, 1)
    select(page, 1)
    command(page, "jupyter-perf:refine-cell")
    page.get_by_role("dialog").get_by_role("button", name="Load").click()
    run_panel = page.locator(".jp-Perf-run")
    run_panel.get_by_role("button", name="Save in the notebook").wait_for()
    picture(page, "toolbar")
    assert text_of(page, 1) == SLOW
    assert page.locator(".jp-OutputArea .jp-Perf-result").count() == 0
    run_panel.get_by_role("button", name="Save in the notebook").click()
    page.locator(".jp-OutputArea .jp-Perf-result").wait_for()
    run_panel.get_by_role("button", name="Apply", exact=True).click()
    run_panel.get_by_text("Applied").wait_for()
    assert text_of(page, 1) != SLOW


@pytest.mark.slow
def test_stop_keeps_what_was_found(lab: Any, open_notebook: Callable[..., Any]) -> None:
    slower = SLOW.replace("12_000", "30_000")  # never searched before: that would be shown at once
    write(lab.folder, "stop.ipynb", "%load_ext jupyter_perf", f"%%refine --budget 60\n{slower}")
    page = open_notebook("stop.ipynb")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.get_by_role("button", name="Stop", exact=True).first.click()
    page.locator(".jp-Perf-progress").wait_for(state="detached")
    page.locator(".jp-Perf-headline").wait_for()


@pytest.mark.slow
def test_the_sidebar_lists_runs_and_shows_them_again(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    source = SLOW.replace("12_000", "9_000")
    write(lab.folder, "records.ipynb", "%load_ext jupyter_perf", f"%%refine --budget 9\n{source}")
    page = open_notebook("records.ipynb")
    command(page, "jupyter-perf:open-panel")
    run(page, 0)
    wait_until_connected(page)
    page.locator(".jp-Perf-facts").get_by_text("engine").wait_for()
    run(page, 1)
    record = page.locator(".jp-Perf-records li").first
    record.wait_for()
    record.locator(".jp-Perf-record").click()
    page.locator(".jp-Perf-run .jp-Perf-headline").wait_for()
    picture(page, "records")
    record.get_by_role("button", name="Delete").click()
    record.wait_for(state="detached")


@pytest.mark.slow
def test_a_slow_cell_offers_to_be_refined(lab: Any, open_notebook: Callable[..., Any]) -> None:
    write(lab.folder, "slow.ipynb", "1", "import time\ntime.sleep(2.5)", "2")
    page = open_notebook("slow.ipynb")
    run(page, 1)
    hint = page.get_by_role("button", name="refine?")
    hint.wait_for()
    assert page.locator(".jp-Perf-run").count() == 0, "nothing runs by itself"
    picture(page, "hint")
    command(page, "jupyter-perf:refine-slowest")
    page.get_by_role("dialog").get_by_text("import time").wait_for()
    picture(page, "slowest")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    run(page, 1)
    hint.wait_for(state="detached")


@pytest.mark.slow
def test_a_kernel_that_restarts_takes_its_search_with_it(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    slower = SLOW.replace("12_000", "60_000").replace("6_000", "9_000")
    write(lab.folder, "restart.ipynb", "%load_ext jupyter_perf", f"%%refine\n{slower}")
    page = open_notebook("restart.ipynb")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.get_by_role("button", name="Stop", exact=True).wait_for()
    page.evaluate("() => { window.jupyterapp.shell.currentWidget.sessionContext.restartKernel(); }")
    page.get_by_text("no longer going on").wait_for()
    page.wait_for_function(KERNEL_IS_IDLE)


@pytest.mark.slow
def test_a_notebook_that_is_closed_leaves_no_front_end_behind(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    """Else a cell of a kernel that runs on would return before a search that nobody sees."""
    count = (
        "print(len(get_ipython().magics_manager.registry['RefineMagics'].kernel.front_ends._comms))"
    )
    write(lab.folder, "closed.ipynb", "%load_ext jupyter_perf", count)
    page = open_notebook("closed.ipynb")
    run(page, 0)
    wait_until_connected(page)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.evaluate("() => window.jupyterapp.commands.execute('application:close')")
    page.locator(".jp-Notebook").wait_for(state="detached")
    page.evaluate(
        "() => window.jupyterapp.commands.execute('docmanager:open', {path: 'closed.ipynb'})"
    )
    page.wait_for_function(KERNEL_IS_IDLE)
    page.wait_for_timeout(1000)
    run(page, 1)
    shown = page.locator(".jp-OutputArea-output")
    shown.wait_for()
    assert shown.inner_text().strip() == "1"
