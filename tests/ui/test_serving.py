"""A plan of machines in a saved notebook, on the page of its record, and two of them compared."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import nbformat
import pytest

import jupyter_perf as jp
from jupyter_perf.estimation.serving.result import ServingEstimate
from jupyter_perf.records.store import About, Store
from jupyter_perf.views import servingestimate

from .pictures import picture
from .servers import Lab
from .test_access import AXE, SERIOUS
from .test_pages import command, themed

PROFILE = {
    "buckets": {"inputs": [25, 100], "outputs": [25, 100]},
    "A10G": {"cost": 1.01, "tputs": [[2, 1], [5, 2]]},
    "A100-80GB": {"cost": 3.67, "tputs": [[20, 20], [40, 20]]},
}
SHARES = [[0.2, 0.1], [0.5, 0.2]]


def planned(rate: float = 30.0, **own: object) -> ServingEstimate:
    """From measured throughputs: the authors' published example."""
    every = {"profile": PROFILE, "slices": 1, **own}
    workload = jp.Workload("serve", requests=SHARES, rate=rate, slo={"tpot": 0.1}, own=every)
    found = jp.estimate(None, workload=workload)
    assert isinstance(found, ServingEstimate)
    return found


def save(file: Path, found: ServingEstimate, kernel: str = "no-such-kernel") -> None:
    """A notebook whose cell carries `found` as its output."""
    output = nbformat.v4.new_output("display_data", data=servingestimate.mimebundle(found))
    cell = nbformat.v4.new_code_cell("%%estimate --serve\nshares", id="c", outputs=[output])
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": spec})
    nbformat.validate(notebook)
    nbformat.write(notebook, file)


def keep(lab: Lab, found: ServingEstimate, **options: object) -> str:
    store = Store(lab.records / "results.sqlite")
    about = About(str(lab.folder / "plans.ipynb"), "c", options)
    run = store.remember(None, "serving", found.to_json(), about)
    assert run is not None, store.note
    return run


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_a_saved_plan_is_moved_by_keyboard_without_a_kernel(
    lab: Lab, open_notebook: Callable[..., Any], theme: str
) -> None:
    name = f"plan-{theme.lower()}.ipynb"
    save(lab.folder / name, planned(day=[5.0] * 8 + [30.0] * 16))
    with themed(lab, theme) if theme == "Dark" else nullcontext():
        page = open_notebook(name, kernel=False)
    view = page.locator(".jp-Perf-serving")
    view.get_by_text("3 × a10g + 1 × a100-80gb: $6.70 an hour").wait_for()
    slider = view.get_by_role("slider", name="requests a second")
    own = slider.get_attribute("aria-valuetext") or ""
    assert own.startswith("At 30 requests a second: $6.70 an hour")
    slider.focus()
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") != own
    view.get_by_role("button", name="As it was asked").click()
    assert slider.get_attribute("aria-valuetext") == own
    page.add_script_tag(path=AXE)
    assert page.evaluate(SERIOUS, ".jp-Perf-serving") == []
    assert not {"NaN", "undefined"} & set(view.inner_text().split())
    picture(page, f"serving-{theme.lower()}")


@pytest.mark.slow
def test_a_record_shows_the_plan_and_two_are_compared(
    lab: Lab, open_notebook: Callable[..., Any]
) -> None:
    runs = [keep(lab, planned(), rate=30.0)]
    time.sleep(1.1)  # records are dated to the second
    runs.append(keep(lab, planned(60.0), rate=60.0))
    save(lab.folder / "plans.ipynb", planned(), "python3")
    page = open_notebook("plans.ipynb")
    command(page, "jupyter-perf:open-panel")
    for run in runs:
        page.locator(f"[data-run='{run}']").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Compare (2 of 2 marked)").click()
    compared = page.locator(".jp-Perf-compare")
    compared.get_by_text("newest").wait_for()
    differs = compared.locator("tr.jp-Perf-differs").all_inner_texts()
    assert any("--rate" in row and "30" in row and "60" in row for row in differs)
    assert any("$6.70" in row for row in differs)
    picture(page, "serving-compared")
