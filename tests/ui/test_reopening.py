"""Results where they are shown again: later, elsewhere, and where our extension isn't."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import nbformat
import pytest

from jupyter_perf.views.limits import SAVED_BYTES

from ..views import estimates, examples
from .conftest import KERNEL_IS_IDLE, show_notebook
from .live import SLOW, command, run, select, text_of, wait_until_connected, write
from .pictures import picture
from .servers import TOKEN, Lab, running
from .test_estimates import save as save_estimate
from .test_saved_results import save

DETACHED = "() => document.querySelector('.jp-Perf-progress') === null"


@pytest.fixture(scope="module")
def lab_without_us(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab where our extension is switched off; the kernels have the package."""
    with running(tmp_path_factory.mktemp("plain"), disabled=("jupyter-perf",)) as found:
        yield found


@pytest.fixture(scope="module")
def notebook7(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    pytest.importorskip("notebook")
    with running(tmp_path_factory.mktemp("notebook"), "notebook") as found:
        yield found


@pytest.mark.slow
def test_a_result_is_saved_small_and_there_after_a_reload(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    source = SLOW.replace("12_000", "14_000")
    write(lab.folder, "again.ipynb", "%load_ext jupyter_perf", f"%%refine --budget 30\n{source}")
    page = open_notebook("again.ipynb")
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.get_by_role("button", name="Try again with…").wait_for()
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    file = lab.folder / "again.ipynb"
    saved = nbformat.read(file, 4)
    nbformat.validate(saved)
    assert "widgets" not in saved.metadata
    (shown,) = [each for each in saved.cells[1].outputs if each.output_type == "display_data"]
    assert len(json.dumps(shown.data)) <= SAVED_BYTES
    assert saved.cells[1].metadata.keys() <= {"trusted", "execution"}, "nothing of ours is there"
    page.reload()
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
    page.wait_for_function(KERNEL_IS_IDLE)
    page.get_by_role("button", name="Apply", exact=True).click()
    page.get_by_text("Applied").wait_for()
    assert not text_of(page, 1).startswith("%%refine")


@pytest.mark.slow
def test_without_our_extension_the_static_form_and_the_widget_work(
    lab_without_us: Lab, new_page: Callable[..., Any]
) -> None:
    folder = lab_without_us.folder
    save(folder / "saved.ipynb", examples.every_outcome())
    page = show_notebook(new_page(), lab_without_us, "saved.ipynb")
    page.locator(".jperf").get_by_text("12.3× faster").first.wait_for()
    assert page.locator(".jp-Perf-result").count() == 0
    assert not page.evaluate(
        "() => window.jupyterapp.commands.hasCommand('jupyter-perf:refine-cell')"
    )
    picture(page, "without-extension")
    write(
        folder,
        "live.ipynb",
        "%load_ext jupyter_perf",
        f"%%refine --budget 30\n{SLOW}",
        "import jupyter_perf as jp; jp.last().widget()",
    )
    page = show_notebook(new_page(), lab_without_us, "live.ipynb")
    for cell in range(3):
        run(page, cell)
    page.locator(".jperf .head").first.wait_for()
    page.get_by_role("button", name="Copy code").wait_for()
    page.get_by_label("Rewrites that were tried").wait_for()
    picture(page, "widget")
    lab_without_us.end_kernels()


@pytest.mark.slow
def test_notebook_7_shows_a_saved_estimate(notebook7: Lab, new_page: Callable[..., Any]) -> None:
    save_estimate(notebook7.folder / "estimate.ipynb", estimates.module())
    page = new_page()
    page.goto(f"{notebook7.url}/notebooks/estimate.ipynb?token={TOKEN}")
    view = page.locator(".jp-Perf-estimate")
    view.locator(".jp-Perf-growth").wait_for()
    view.locator("input[type=range]").first.focus()
    page.keyboard.press("End")
    view.get_by_text("With the sizes below:").wait_for()
    picture(page, "notebook7-estimate")
    notebook7.end_kernels()


@pytest.mark.slow
def test_notebook_7_runs_the_magic_and_the_toolbar(
    notebook7: Lab, new_page: Callable[..., Any]
) -> None:
    write(
        notebook7.folder,
        "seven.ipynb",
        "%load_ext jupyter_perf",
        f"%%refine --budget 30\n{SLOW}",
        SLOW.replace("found", "hits"),
    )
    page = new_page()
    page.goto(f"{notebook7.url}/notebooks/seven.ipynb?token={TOKEN}")
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
    page.wait_for_function(KERNEL_IS_IDLE)
    run(page, 0)
    wait_until_connected(page)
    run(page, 1)
    page.get_by_role("button", name="Apply", exact=True).click()
    page.get_by_text("Applied").wait_for()
    page.wait_for_function(DETACHED)
    picture(page, "notebook7")
    run(page, 2)
    select(page, 2)
    page.locator(".jp-Cell").nth(2).hover()
    page.locator(".jp-cell-toolbar").get_by_title("Search for a faster version").first.click()
    beside = page.locator(".jp-Perf-run")
    beside.get_by_role("button", name="Save in the notebook").wait_for()
    picture(page, "notebook7-toolbar")
    command(page, "jupyter-perf:open-panel")
    page.locator(".jp-Perf-panel .jp-Perf-records li").first.wait_for()
    picture(page, "notebook7-panel")
    notebook7.end_kernels()
