"""What a user does in an open notebook, for the tests of it."""

from __future__ import annotations

from typing import Any

SLOW = """known = list(range(0, 12_000, 3))
found = []
for number in range(6_000):
    if number in known:
        found.append(number)
len(found)"""


def write(folder: Any, name: str, *cells: str) -> None:
    """A notebook of code cells `c0`, `c1`, …"""
    import nbformat

    made = [nbformat.v4.new_code_cell(cell, id=f"c{at}") for at, cell in enumerate(cells)]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": spec})
    nbformat.write(notebook, folder / name)


def run(page: Any, cell: int) -> None:
    """Run a cell as with Ctrl+Enter, without waiting for its end."""
    select(page, cell)
    command(page, "notebook:run-cell")


def select(page: Any, cell: int) -> None:
    page.evaluate(
        "at => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = at; }", cell
    )


def command(page: Any, name: str) -> None:
    """Start a command without waiting for its end."""
    page.evaluate("name => { window.jupyterapp.commands.execute(name); }", name)


def text_of(page: Any, cell: int) -> str:
    return str(
        page.evaluate(
            """at => [...window.jupyterapp.shell.widgets('main')]
                .find(each => each.content?.widgets)
                .content.widgets[at].model.sharedModel.getSource()""",
            cell,
        )
    )


def wait_until_connected(page: Any) -> None:
    """Until the first cell has run and the front end had the time to open its comm."""
    page.wait_for_function(
        """() => window.jupyterapp.shell.currentWidget.content.widgets[0].model
            .executionCount !== null"""
    )
    page.wait_for_timeout(1000)
