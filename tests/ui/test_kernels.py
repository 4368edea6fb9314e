"""Kernels that end, are two, are somebody else's, or change their notebook's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psutil
import pytest

from .conftest import KERNEL_IS_IDLE
from .live import (
    SLOW,
    bring_up,
    command,
    in_front,
    kernel_process,
    rename,
    run,
    select,
    wait_until_connected,
    write,
)
from .pictures import picture
from .servers import BARE_KERNEL

LONG = SLOW.replace("12_000", "60_000").replace("6_000", "9_000")
END_SECONDS = 30


@pytest.mark.slow
def test_a_kernel_that_is_killed_takes_its_search_with_it(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    quick = SLOW.replace("12_000", "11_000")
    write(lab.folder, "killed.ipynb", "%load_ext jupyter_perf", f"%%refine\n{LONG}", "", quick)
    page = open_notebook("killed.ipynb")
    command(page, "jupyter-perf:open-panel")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.locator(".jp-Perf-jobs li").wait_for()
    kernel = kernel_process(page)
    family = [kernel, *kernel.children(recursive=True)]
    assert len(family) > 1, "the search has processes of its own"
    kernel.kill()
    page.get_by_text("no longer going on").wait_for()
    page.locator(".jp-Perf-jobs").wait_for(state="detached")
    picture(page, "killed")
    assert psutil.wait_procs(family, timeout=END_SECONDS)[1] == []

    page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    page.wait_for_function(KERNEL_IS_IDLE)
    page.locator(".jp-Perf-panel").get_by_text("isn’t loaded").wait_for()
    run(page, 0)
    page.locator(".jp-Perf-facts").get_by_text("engine").wait_for()
    run(page, 3)
    select(page, 3)
    command(page, "jupyter-perf:refine-cell")
    page.locator(".jp-Perf-run .jp-Perf-headline").wait_for()
    page.locator(".jp-Perf-run").get_by_role("button", name="Save in the notebook").wait_for()


@pytest.mark.slow
def test_two_notebooks_at_once_keep_apart(lab: Any, open_notebook: Callable[..., Any]) -> None:
    first, second = SLOW.replace("12_000", "13_000"), SLOW.replace("found", "hits")
    write(lab.folder, "one.ipynb", "%load_ext jupyter_perf", f"%%refine --budget 30\n{first}")
    write(
        lab.folder,
        "two.ipynb",
        "%load_ext jupyter_perf",
        f"%%refine --budget 30\n{second}",
        ids="d",
    )
    page = open_notebook("one.ipynb")
    command(page, "jupyter-perf:open-panel")
    jobs = page.locator(".jp-Perf-jobs li")
    for name in ("one.ipynb", "two.ipynb"):
        bring_up(page, name)
        run(page, 0)
        wait_until_connected(page)
        run(page, 1)
        jobs.wait_for()
        assert jobs.count() == 1, "the other notebook's search isn't this one's"
    for name, own, other in (("one.ipynb", "found", "hits"), ("two.ipynb", "hits", "found")):
        bring_up(page, name)
        shown = in_front(page)
        shown.get_by_role("button", name="Try again with…").wait_for()
        shown.locator(".jp-Perf-progress").wait_for(state="detached")
        result = shown.locator(".jp-Perf-result")
        assert result.count() == 1
        assert own in result.inner_text()
        assert other not in result.inner_text()
    record = page.locator(".jp-Perf-records li")
    record.get_by_text("two.ipynb").wait_for()
    assert record.count() == 1, "records are of this notebook"


@pytest.mark.slow
def test_runs_follow_a_notebook_to_its_new_name(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    line = "%%refine --budget 30\n"
    write(
        lab.folder,
        "before.ipynb",
        "%load_ext jupyter_perf",
        f"{line}{SLOW.replace('12_000', '8_000')}",
        f"{line}{SLOW.replace('12_000', '7_000')}",
    )
    page = open_notebook("before.ipynb")
    command(page, "jupyter-perf:open-panel")
    run(page, 0)
    wait_until_connected(page)
    record = page.locator(".jp-Perf-records li")
    run(page, 1)
    record.get_by_text("before.ipynb").wait_for()
    rename(page, "after.ipynb")
    record.get_by_text("after.ipynb").wait_for()
    run(page, 2)
    page.wait_for_function("() => document.querySelectorAll('.jp-Perf-records li').length === 2")
    assert record.get_by_text("after.ipynb").count() == 2
    select(page, 0)
    record.nth(1).get_by_role("button", name="Go to cell").click()
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === 1"
    )
    record.nth(1).locator(".jp-Perf-record").click()
    page.locator(".jp-Perf-run .jp-Perf-headline").wait_for()


@pytest.mark.slow
def test_a_kernel_without_the_package(lab: Any, open_notebook: Callable[..., Any]) -> None:
    write(lab.folder, "bare.ipynb", "%load_ext jupyter_perf", "6 * 7", kernel=BARE_KERNEL)
    page = open_notebook("bare.ipynb")
    command(page, "jupyter-perf:open-panel")
    panel = page.locator(".jp-Perf-panel")
    panel.get_by_text("%pip install jupyter-perf").wait_for()
    picture(page, "bare")
    run(page, 1)
    page.locator(".jp-OutputArea-output").get_by_text("42").wait_for()
    run(page, 0)
    page.get_by_text("ModuleNotFoundError").first.wait_for()
    select(page, 1)
    command(page, "jupyter-perf:refine-cell")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("%pip install jupyter-perf").wait_for()
    dialog.get_by_role("button", name="Load").click()
    page.get_by_text("can’t be loaded").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert page.locator(".jp-Perf-run").count() == 0
    panel.get_by_text("%pip install jupyter-perf").wait_for()
