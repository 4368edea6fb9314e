"""Where a rewrite can't be put into its cell, it is said, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..views import examples
from .live import command, select, text_of
from .test_saved_results import SOURCE, press, said, save

BETTER = examples.BETTER.rstrip("\n")


def opened(lab: Any, open_notebook: Callable[..., Any], name: str, **how: Any) -> Any:
    save(lab.folder / name, examples.every_outcome(), **how)
    page = open_notebook(name)
    page.get_by_text("12.3× faster").first.wait_for()
    return page


@pytest.mark.slow
def test_a_cell_that_is_running(lab: Any, open_notebook: Callable[..., Any]) -> None:
    page = opened(lab, open_notebook, "running.ipynb")
    # The result would go with the outputs of a cell that runs: it is shown beside, as a record is.
    page.evaluate(
        """() => {
            const { model } = window.jupyterapp.shell.currentWidget.content.widgets[1];
            model.executionState = 'running';
        }"""
    )
    press(page, "Apply")
    said(page).get_by_text("The cell is running: try again when it has ended.").wait_for()
    assert text_of(page, 1) == SOURCE
    page.evaluate(
        """() => {
            const { model } = window.jupyterapp.shell.currentWidget.content.widgets[1];
            model.executionState = 'idle';
        }"""
    )
    press(page, "Apply")
    said(page).get_by_text("Applied").wait_for()


@pytest.mark.slow
def test_a_cell_that_was_deleted(lab: Any, open_notebook: Callable[..., Any]) -> None:
    page = opened(lab, open_notebook, "deleted.ipynb")
    page.evaluate(
        """() => {
            const { model } = window.jupyterapp.shell.currentWidget.content;
            const [before, refined] = model.sharedModel.cells.map(cell => cell.toJSON());
            model.sharedModel.transact(() => {
                model.sharedModel.deleteCell(1);
                model.sharedModel.insertCell(1, { ...refined, id: 'another' });
            });
        }"""
    )
    page.get_by_text("12.3× faster").first.wait_for()
    press(page, "Apply")
    said(page).get_by_text("The cell was deleted: insert the rewrite below, or copy it.").wait_for()
    assert text_of(page, 1) == SOURCE
    press(page, "Insert below")
    said(page).get_by_text("Inserted below").wait_for()
    assert text_of(page, 2) == BETTER


@pytest.mark.slow
def test_a_cell_that_may_not_be_edited(lab: Any, open_notebook: Callable[..., Any]) -> None:
    page = opened(lab, open_notebook, "locked.ipynb")
    page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets[1].model
            .setMetadata('editable', false)"""
    )
    press(page, "Apply")
    said(page).get_by_text("The cell is read-only").wait_for()
    assert text_of(page, 1) == SOURCE
    press(page, "Insert below")
    said(page).get_by_text("Inserted below").wait_for()
    assert text_of(page, 2) == BETTER


@pytest.mark.slow
def test_a_notebook_that_is_read_only(lab: Any, open_notebook: Callable[..., Any]) -> None:
    page = opened(lab, open_notebook, "readonly.ipynb")
    page.evaluate("() => { window.jupyterapp.shell.currentWidget.content.model.readOnly = true; }")
    for label in ("Apply", "Insert below"):
        press(page, label)
        said(page).get_by_text("This notebook is read-only: copy the rewrite instead.").wait_for()
    assert text_of(page, 1) == SOURCE
    assert page.locator(".jp-Notebook-cell").count() == 2


@pytest.mark.slow
@pytest.mark.parametrize("where", ["above", "below"])
def test_another_magic_in_the_cell(lab: Any, open_notebook: Callable[..., Any], where: str) -> None:
    line, _, body = SOURCE.partition("\n")
    magics = ["%%time", line] if where == "above" else [line, "%%time"]
    source = "\n".join([*magics, body])
    page = opened(lab, open_notebook, f"stacked-{where}.ipynb", source=source)
    press(page, "Apply")
    said(page).get_by_text("another magic (like %%time), which would be lost").wait_for()
    assert text_of(page, 1) == source


@pytest.mark.slow
def test_commands_apply_and_revert_what_the_cell_shows(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    page = opened(lab, open_notebook, "commands.ipynb")
    select(page, 1)
    command(page, "jupyter-perf:apply")
    page.wait_for_function(
        "text => window.jupyterapp.shell.currentWidget.content.widgets[1].model.sharedModel"
        ".getSource() === text",
        arg=BETTER,
    )
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:undo')")
    assert text_of(page, 1) == SOURCE
    command(page, "jupyter-perf:apply")
    page.get_by_role("button", name="Revert").wait_for()
    command(page, "jupyter-perf:revert")
    page.get_by_role("button", name="Apply", exact=True).wait_for()
    assert text_of(page, 1) == SOURCE
    command(page, "jupyter-perf:clear")
    page.locator(".jp-Perf-result").wait_for(state="detached")
