"""A result in a saved notebook: seen, applied, reverted, with a kernel and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_perf.refinement.result import Refinement
from jupyter_perf.views.refinement import mimebundle
from jupyter_perf.views.result_data import Context

from ..views import examples
from .live import text_of
from .pictures import picture

MIME_TYPE = "application/vnd.jupyter-perf.result+json"
SOURCE = f"%%refine\n{examples.SOURCE}".rstrip("\n")
HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'


def save(
    file: Path,
    found: Refinement,
    *,
    source: str = SOURCE,
    kernel: str = "python3",
    run: str | None = None,
) -> None:
    """A notebook whose second cell carries `found`, recorded as `run`, as its output."""
    context = Context(run=run, cell="refined", trajectory=((2.0, 3.1), (5.0, 12.34)))
    bundle = mimebundle(found, context=context)
    output = nbformat.v4.new_output("display_data", data=bundle)
    cells = [
        nbformat.v4.new_code_cell("rows = [1, 2, 3]", id="before"),
        nbformat.v4.new_code_cell(source, id="refined", outputs=[output]),
    ]
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
    nbformat.validate(notebook)
    nbformat.write(notebook, file)


def press(page: Any, label: str) -> None:
    page.locator(".jp-Perf-result").get_by_role("button", name=label, exact=True).click()


def said(page: Any) -> Any:
    return page.locator(".jp-Perf-said")


def test_apply_undo_revert_and_insert(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "apply.ipynb", examples.every_outcome())
    page = open_notebook("apply.ipynb")
    page.get_by_text("12.3× faster").first.wait_for()
    picture(page, "light")

    press(page, "Apply")
    said(page).get_by_text("Applied").wait_for()
    assert text_of(page, 1) == examples.BETTER.rstrip("\n")
    page.locator(".jp-Cell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Control+z")
    assert text_of(page, 1) == SOURCE, "one step of undo brings the cell back, magic line and all"

    press(page, "Apply")
    press(page, "Revert")
    said(page).get_by_text("original text is back").wait_for()
    assert text_of(page, 1) == SOURCE

    press(page, "Insert below")
    said(page).get_by_text("Inserted below").wait_for()
    assert text_of(page, 1) == SOURCE
    assert text_of(page, 2) == examples.BETTER.rstrip("\n")


@pytest.mark.slow
def test_what_cannot_be_applied_says_why(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "changed.ipynb", examples.every_outcome())
    page = open_notebook("changed.ipynb")
    page.wait_for_selector(".jp-Perf-result")
    press_when_source_is(page, f"{SOURCE}\nmore = 1", "Apply")
    said(page).get_by_text("was changed since").wait_for()
    assert text_of(page, 1) == f"{SOURCE}\nmore = 1"
    assert text_of(page, 2) == examples.BETTER.rstrip("\n"), "it stands below instead"
    assert said(page).locator("del").count() > 0, "with a difference to the text as it is now"

    press_when_source_is(page, f"%%time\n{SOURCE}", "Apply")
    said(page).get_by_text("another magic").wait_for()


@pytest.mark.slow
def test_without_a_kernel_in_the_dark(lab: Any, open_notebook: Callable[..., Any]) -> None:
    save(lab.folder / "dark.ipynb", examples.every_outcome(), kernel="no-such-kernel")
    lab.set("@jupyterlab/apputils-extension:themes", {"theme": "JupyterLab Dark"})
    try:
        page = open_notebook("dark.ipynb", kernel=False)
    finally:
        lab.set("@jupyterlab/apputils-extension:themes", {})
    page.get_by_text("7 rewrites tried").click()
    page.get_by_text("How the search went").click()
    page.get_by_role("img", name="12.3×, 11.8–12.9×").wait_for()
    press(page, "Side by side")
    page.get_by_text("Details", exact=True).scroll_into_view_if_needed()
    picture(page, "dark")
    press(page, "Apply")
    said(page).get_by_text("Applied").wait_for()


def test_hostile_text_is_only_text(lab: Any, open_notebook: Callable[..., Any]) -> None:
    best = examples.faster(code=HOSTILE, steps=(HOSTILE,))
    save(lab.folder / "hostile.ipynb", examples.refinement(best, source=HOSTILE, notes=(HOSTILE,)))
    page = open_notebook("hostile.ipynb")
    page.get_by_text("Details", exact=True).click()
    page.get_by_text("<script>").first.wait_for()
    assert page.evaluate("() => window.harmed") is None
    assert page.locator(".jp-Perf-result img").count() == 0


def press_when_source_is(page: Any, source: str, label: str) -> None:
    page.evaluate(
        """source => window.jupyterapp.shell.currentWidget.content
            .widgets[1].model.sharedModel.setSource(source)""",
        source,
    )
    press(page, label)
