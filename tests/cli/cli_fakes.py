"""Notebooks for tests of the command line, and a kernel that answers as it is told."""

import contextlib
import json
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from jupyter_perf.cli.kernel import Ran
from jupyter_perf.core.code import Candidate
from jupyter_perf.measure.timing import Timing
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.refinement.verdict import Evidence, Faster

TIMING = Timing(10.0, (9.0, 11.0), 10.0, "cpu", (1.0,) * 3, (0.1,) * 3, (1.0,) * 3, (0.1,) * 3,
                "faster")  # fmt: skip


def text_of(*sources, kernel="python3", language="python", **form):
    """A notebook's text: cells of code after one of words."""
    cells = [new_markdown_cell("# Words")]
    cells += [new_code_cell(source, id=f"cell{at}") for at, source in enumerate(sources, 2)]
    notebook = new_notebook(
        cells=cells,
        metadata={"kernelspec": {"name": kernel, "language": language, "display_name": "x"}},
    )
    for cell in notebook.cells:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return json.dumps(notebook, **({"indent": 1, "ensure_ascii": False} | form)) + "\n"


def write(file, *sources, **form):
    file.write_bytes(text_of(*sources, **form).encode())
    return file


def sources_in(file):
    cells = json.loads(Path(file).read_bytes().decode("utf-8-sig"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


class FakeKernel:
    """`answers` by what is asked: a dictionary, or a function of the arguments."""

    def __init__(self, raises=(), **answers):
        self.raises = dict(raises)
        self.answers = answers
        self.begun = {}
        self.asked = []
        self.ran = []

    @contextlib.contextmanager
    def __call__(self, name, _notebook):
        self.name = name
        yield self

    def begin(self, settings):
        self.begun = settings

    def run(self, source):
        self.ran.append(source)
        return Ran(self.raises.get(source, ""))

    def ask(self, what, hear, **arguments):
        self.asked.append((what, arguments))
        answer = self.answers.get(what, {})
        return dict(answer(hear, **arguments) if callable(answer) else answer)

    def put_in(self, monkeypatch, module):
        monkeypatch.setattr(module, "open_kernel", self)
        return self


def made_up(source, code, **changes):
    """A result that calls `code` ten times as fast."""
    best = Faster(Candidate(code, ("made-up",)), Evidence(own=1, generated=3), TIMING)
    return Refinement(source, "program", code, best, (best,), **changes)
