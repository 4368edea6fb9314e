"""A notebook's cells, one after the other in a kernel, with something to do around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records.about import title_of
from .kernel import Kernel, KernelTrouble
from .notebook import Cell, Notebook
from .rows import Row

_OURS = re.compile(r"(?:\s*\n)?[ \t]*%%(?:refine|estimate|sparsify)(?![\w.])[^\n]*(?:\n|\Z)")
_NO_PYTHON = re.compile(r"\s*%%estimate\b.*?\s--(?:blocks|serve)(?![\w-])")
_OTHER = re.compile(r"\s*%%(?P<name>\S+)")


@dataclass(frozen=True)
class Part:
    """A cell as it is looked at: `head` are magic lines of ours, `body` what they are about."""

    cell: Cell
    head: str
    body: str
    magic: str = ""
    """Of somebody else's: the cell is run, and nothing else is done with it."""

    def row(self, answer: dict[str, object]) -> Row:
        return Row(self.cell.number, title_of(self.body), answer, self.cell.id)

    def not_python(self) -> Row:
        return self.row({"outcome": "not Python", "why": f"it begins with %%{self.magic}"})


def parts_of(notebook: Notebook) -> Iterator[Part]:
    """The cells of code, with our magics told apart from what they are about."""
    for cell in notebook.cells():
        head, body = "", cell.source
        while (match := _OURS.match(body)) and not _NO_PYTHON.match(body):
            head, body = head + match[0], body[match.end() :]
        other = _OTHER.match(body)
        yield Part(cell, head, body, other["name"] if other else "")


def run(part: Part, kernel: Kernel) -> str:
    """Run the cell; returns the error that ends the notebook's run, "" where it goes on.

    Raises KernelTrouble where the kernel dies of it.
    """
    try:
        ran = kernel.run(part.cell.source)
    except KernelTrouble as error:
        raise KernelTrouble(f"{error} in cell {part.cell.number}") from None
    return "" if part.cell.may_raise else ran.error


def raised(part: Part, error: str) -> Row:
    """The row of a cell in which the run ended."""
    return part.row({"outcome": "failed", "why": f"it raises {error}; later cells were not run"})
