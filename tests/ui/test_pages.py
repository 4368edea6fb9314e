"""Documents of their own, and what comes from records: as a user reaches them."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ..views import examples
from . import kept
from .live import command, run, select, text_of, wait_until_connected, write
from .pictures import picture
from .test_access import AXE, SERIOUS
from .test_saved_results import said, save

LONG = "\n".join(f"value_{at} = '{at * 7919:060}'" for at in range(400))
OFFER_SPARSIFY = """
import jupyter_perf.magics.facts as facts
facts.NAMES = (*facts.NAMES, ("cell", "sparsify"))
kernel = get_ipython().magics_manager.registry["RefineMagics"].kernel
def sparsify(asked):
    bundle = {"text/plain": "about 3 s", "text/html": "<p>about <b>3 s</b></p>"}
    kernel.front_ends.send({"type": "done", "job": "e1", "kind": "sparsify", "toolbar": True,
        "cell": asked["cell"], "run": None, "state": "done", "message": "", "bundle": bundle})
kernel.front_ends.on("sparsify", sparsify)
kernel.front_ends.send(facts.hello(kernel))
"""


@contextmanager
def themed(lab: Any, theme: str) -> Iterator[None]:
    plugin = "@jupyterlab/apputils-extension:themes"
    lab.set(plugin, {"theme": f"JupyterLab {theme}"})
    try:
        yield
    finally:
        lab.set(plugin, {})


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_two_runs_are_compared_by_keyboard(
    lab: Any, open_notebook: Callable[..., Any], theme: str
) -> None:
    name = f"compare-{theme.lower()}.ipynb"
    first = kept.keep(lab, kept.slower(), name, budget=30)
    time.sleep(1.1)  # records are dated to the second
    second = kept.keep(lab, examples.every_outcome(), name, budget=60, skip=["hoist"])
    save(lab.folder / name, examples.every_outcome())
    with themed(lab, theme):
        page = open_notebook(name)
        command(page, "jupyter-perf:open-panel")
        for kept_run in (second, first):
            page.locator(f"[data-run='{kept_run}']").focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="Compare (2 of 2 marked)").focus()
        page.keyboard.press("Enter")
        compared = page.locator(".jp-Perf-compare")
        compared.get_by_text("newest").wait_for()
        assert compared.locator("svg").count() == 2
        assert compared.locator("tr.jp-Perf-differs").count() >= 3
        page.add_script_tag(path=AXE)
        assert page.evaluate(SERIOUS, ".jp-Perf-compare") == []
        assert page.evaluate(SERIOUS, ".jp-Perf-panel") == []
        picture(page, f"compare-{theme.lower()}")

        page.wait_for_timeout(2000)  # the layout is saved a while after a change
        page.reload()
        compared.get_by_text("newest").wait_for()
        command(page, "jupyter-perf:open-panel")
        older = page.locator(".jp-Perf-records li").filter(
            has=page.locator(f"[data-run='{first}']")
        )
        older.get_by_role("button", name="Delete").click()
        compared.get_by_text("was deleted").wait_for()
        assert compared.locator("svg").count() == 1


@pytest.mark.slow
def test_raw_timings_come_from_the_record(lab: Any, open_notebook: Callable[..., Any]) -> None:
    found = examples.every_outcome()
    run_id = kept.keep(lab, found, "raw.ipynb")
    save(lab.folder / "raw.ipynb", found, run=run_id)
    page = open_notebook("raw.ipynb")
    page.get_by_text("Raw timings").click()
    page.get_by_role("img", name="rows-to-columns, each run: 3 pairs of runs").wait_for()
    page.locator(".jp-Perf-race").first.get_by_text("All 3 pairs").click()
    page.locator(".jp-Perf-race").first.scroll_into_view_if_needed()
    picture(page, "raw-timings")
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-result") == []


@pytest.mark.slow
@pytest.mark.parametrize(("run_id", "why"), [(None, "no record of this run"), ("gone", "deleted")])
def test_raw_timings_that_are_gone_are_one_line(
    lab: Any, open_notebook: Callable[..., Any], run_id: str | None, why: str
) -> None:
    name = f"no-raw-{run_id}.ipynb"
    save(lab.folder / name, examples.every_outcome(), run=run_id)
    page = open_notebook(name)
    page.get_by_text("Raw timings").click()
    page.get_by_text(why).wait_for()


@pytest.mark.slow
def test_code_that_was_too_long_is_applied_from_the_record(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    found = examples.refinement(examples.faster(code=LONG))
    found = dataclasses.replace(found, code=LONG)
    save(lab.folder / "long.ipynb", found, run=kept.keep(lab, found, "long.ipynb"))
    page = open_notebook("long.ipynb")
    original = text_of(page, 1)
    result = page.locator(".jp-Perf-result")
    result.get_by_text("Show the difference").click()
    result.locator("ins").first.wait_for()
    picture(page, "long")
    result.get_by_role("button", name="Apply", exact=True).click()
    said(page).get_by_text("Applied").wait_for()
    assert text_of(page, 1) == LONG
    result.get_by_role("button", name="Revert").click()
    said(page).get_by_text("original text is back").wait_for()
    assert text_of(page, 1) == original


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_doctor_has_a_page(lab: Any, open_notebook: Callable[..., Any], theme: str) -> None:
    name = f"doctor-{theme.lower()}.ipynb"
    write(lab.folder, name, "%load_ext jupyter_perf")
    with themed(lab, theme):
        page = open_notebook(name)
        page.set_default_timeout(60_000)
        command(page, "jupyter-perf:doctor")
        doctor = page.locator("#jupyter-perf-doctor")
        doctor.get_by_text("isn’t loaded in this kernel").wait_for()
        doctor.get_by_role("button", name="Load it").click()
        page.get_by_role("dialog").get_by_role("button", name="Load", exact=True).click()
        doctor.get_by_text("namespaces").or_(doctor.get_by_text("no isolation")).first.wait_for()
        doctor.get_by_text("timing lock").wait_for()
        doctor.get_by_role("button", name="Copy as text").click()
        doctor.get_by_text("Copied.").wait_for()
        command(page, "jupyter-perf:open-panel")
        page.locator(".jp-Perf-panel").get_by_text("this machine:").wait_for()
        page.add_script_tag(path=AXE)
        assert page.evaluate(SERIOUS, "#jupyter-perf-doctor") == []
        picture(page, f"doctor-{theme.lower()}")


@pytest.mark.slow
def test_what_a_kernel_offers_can_be_asked_for(lab: Any, open_notebook: Callable[..., Any]) -> None:
    write(lab.folder, "offers.ipynb", "%load_ext jupyter_perf", OFFER_SPARSIFY, "total = 1")
    page = open_notebook("offers.ipynb")
    run(page, 0)
    wait_until_connected(page)
    select(page, 2)
    enabled = "name => window.jupyterapp.commands.isEnabled(name)"
    caption = "name => window.jupyterapp.commands.caption(name)"
    assert page.evaluate(enabled, "jupyter-perf:refine-cell")
    assert not page.evaluate(enabled, "jupyter-perf:sparsify-cell")
    assert "has no sparsify" in page.evaluate(caption, "jupyter-perf:sparsify-cell")
    toolbar = page.locator(".jp-cell-toolbar")
    toolbar.locator("[data-command='jupyter-perf:refine-cell']").wait_for()
    assert not toolbar.locator("[data-command='jupyter-perf:sparsify-cell']").is_visible()

    run(page, 1)
    page.wait_for_function(f"() => ({enabled})('jupyter-perf:sparsify-cell')")
    select(page, 2)
    toolbar.locator("[data-command='jupyter-perf:sparsify-cell']").click()
    page.locator(".jp-Perf-run b").get_by_text("3 s").wait_for()
    picture(page, "offered")
    page.locator(".jp-Perf-run").get_by_role("button", name="Save in the notebook").click()
    page.locator(".jp-OutputArea b").get_by_text("3 s").wait_for()
    assert text_of(page, 2) == "total = 1"
