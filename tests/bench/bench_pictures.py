"""What the README's pictures show, run anew: the cells of the notebooks that they were taken of.

    python tests/bench/bench_pictures.py [NAME …]

Runs each picture's notebook from its top in a fresh kernel and prints that cell and its output as
text, with the machine's load. (`make bench-first-minute` runs the cells of the first picture.)
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"


def main(arguments: Sequence[str] | None = None) -> int:
    shots = runpy.run_path(str(ROOT / "docs" / "pictures.py"))["SHOTS"]
    execute = runpy.run_path(str(NOTEBOOKS / "run_demo.py"))["execute"]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(shots))
    names = parser.parse_args(arguments).names or list(shots)
    if unknown := set(names) - set(shots):
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    for name in names:
        shot = shots[name]
        notebook = nbformat.read(NOTEBOOKS / f"{shot.notebook}.ipynb", as_version=4)
        place = next(at for at, cell in enumerate(notebook.cells) if shot.text in cell.source)
        del notebook.cells[place + 1 :]
        execute(notebook, NOTEBOOKS)
        print(f"\n{name} (notebooks/{shot.notebook}.ipynb; load {os.getloadavg()[0]:.1f})\n")
        print(textwrap.indent(notebook.cells[place].source, "    "), end="\n\n")
        print("\n".join(texts(notebook.cells[place])), flush=True)
    return 0


def texts(cell: nbformat.NotebookNode) -> list[str]:
    """A cell's outputs as text: printed, displayed, returned."""
    shown: list[str] = []
    for output in cell.outputs:
        data: dict[str, Any] = output.get("data", {})
        shown += filter(None, (output.get("text"), data.get("text/plain")))
    return shown


if __name__ == "__main__":
    sys.exit(main())
