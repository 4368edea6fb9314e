"""What a user does in an open notebook, for the tests of it."""

from __future__ import annotations

from typing import Any

import psutil

SLOW = """known = list(range(0, 12_000, 3))
found = []
for number in range(6_000):
    if number in known:
        found.append(number)
len(found)"""


def write(folder: Any, name: str, *cells: str, kernel: str = "python3", ids: str = "c") -> None:
    """A notebook of code cells `c0`, `c1`, …"""
    import nbformat

    made = [nbformat.v4.new_code_cell(cell, id=f"{ids}{at}") for at, cell in enumerate(cells)]
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
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


def bring_up(page: Any, name: str) -> None:
    """Open another notebook in the page, or bring it to the front."""
    page.evaluate(
        """async path => {
            const { commands, shell } = window.jupyterapp;
            const opened = await commands.execute('docmanager:open', { path });
            await opened.context.ready;
            shell.activateById(opened.id);
            await opened.sessionContext.ready;
        }""",
        name,
    )
    page.wait_for_function(
        """path => window.jupyterapp.shell.currentWidget?.context?.path === path
            && window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status
                === 'idle'""",
        arg=name,
    )


def in_front(page: Any) -> Any:
    """The notebook that is seen."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def kernel_process(page: Any) -> psutil.Process:
    """The process of the kernel of the notebook in front."""
    kernel = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.id"
    )
    (found,) = [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(kernel in word for word in process.info["cmdline"] or ())
    ]
    return found


def rename(page: Any, name: str) -> None:
    """Give the notebook in front another name."""
    page.evaluate("name => window.jupyterapp.shell.currentWidget.context.rename(name)", name)
