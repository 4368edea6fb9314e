"""One line for the first cell of a notebook that others may open without this package."""

from __future__ import annotations

import argparse

DESCRIPTION = (
    "Prints a line to put in the place of `%load_ext jupyter_perf`: where this package is\n"
    "missing, the magics then only run their cells, and one sentence says so."
)

# In place of `%load_ext jupyter_perf`. Where the package is missing, the magics only run their
# cells (an error still stops Run All), and one sentence says so. Cells of `--blocks`
# and of `--serve` aren't Python.
FALLBACK = (
    'get_ipython().run_line_magic("load_ext", "jupyter_perf")'
    ' if __import__("importlib.util").util.find_spec("jupyter_perf") else ['
    'print("jupyter-perf is not installed (pip install jupyter-perf): its magics just run cells."),'
    ' *(get_ipython().register_magic_function(lambda line, cell="":'
    ' None if {"--blocks", "--serve"} & {*line.split()} else'
    " get_ipython().run_cell(cell).raise_error(), kind, name)"
    ' for kind, name in (("cell", "refine"), ("cell", "estimate"), ("cell", "sparsify"),'
    ' ("line", "estimate"), ("line", "papaya"), ("line", "perf")))][0]'
)


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(_options: argparse.Namespace) -> int:
    print(FALLBACK)
    return 0
