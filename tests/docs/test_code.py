"""Code on the pages runs, and its magics have the options that it gives them."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from code_blocks import PAGES, ROOT, Block, blocks_of
from lacking import look_for_lacking

from jupyter_perf.errors import MissingExtra

PATIENCE_SECONDS = 600
NOT_RUN = 4
"""So many blocks can't be run here: a new one is named in a comment, and counted."""
MAGIC = re.compile(r"%{1,2}(refine|estimate|papaya|sparsify)\b(.*)")


def of_notebooks() -> list[str]:
    """Code cells of the notebooks, which tests of their own run."""
    return [
        "".join(cell["source"])
        for notebook in ROOT.glob("notebooks/*.ipynb")
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]


def python_blocks(page: Path) -> list[Block]:
    return [block for block in blocks_of(page) if block.language == "python"]


def runnable(page: Path, slow: bool) -> list[Block]:
    cells = of_notebooks()
    return [
        block
        for block in python_blocks(page)
        if block.not_run is None
        and (slow or block.slow is None)
        and (block.setup or not any(block.code.strip() in cell for cell in cells))
    ]


def run(blocks: list[Block], folder: Path) -> dict[str, str]:
    """What went wrong, by place. A page is one session, in a process and a folder of its own."""
    wanted = [(block.place, block.setup, block.code) for block in blocks]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("run_page.py"))],
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=PATIENCE_SECONDS,
        env={**os.environ, "PYTHONPATH": str(ROOT), "JUPYTER_PERF_HOME": str(folder / "home")},
    )
    if done.returncode != 0:
        return {blocks[0].place: done.stderr}
    wrong: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    look_for_lacking("\n".join(wrong.values()))
    return wrong


FAST = [page for page in PAGES if runnable(page, slow=False)]
SLOW = [page for page in PAGES if len(runnable(page, True)) > len(runnable(page, False))]


@pytest.mark.parametrize("page", FAST, ids=lambda page: page.name)
def test_code_runs(page: Path, tmp_path: Path) -> None:
    assert run(runnable(page, slow=False), tmp_path) == {}


@pytest.mark.slow
@pytest.mark.parametrize("page", SLOW, ids=lambda page: page.name)
def test_slow_code_runs(page: Path, tmp_path: Path) -> None:
    assert run(runnable(page, slow=True), tmp_path) == {}


def test_a_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- setup\nimport no_such_package as x\n-->\n\n```python\nx.y\n```\n")
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        run(python_blocks(page), tmp_path)
    with pytest.raises(ModuleNotFoundError, match="iced-x86"):
        look_for_lacking(f"UsageError: --blocks: {MissingExtra('iced-x86', 'blocks')} (so)")


def test_what_goes_wrong_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- setup\nx = 1\n-->\n\n```python\nx + 1\n```\n\n```python\ny\n```\n"
        "```python\n%perf nothing\n```\n```python\n%perf history --sort nothing\n```\n"
    )
    wrong = run(python_blocks(page), tmp_path)
    assert list(wrong) == ["page.md:9", "page.md:12", "page.md:15"]
    assert "NameError" in wrong["page.md:9"]
    assert wrong["page.md:15"].startswith("jupyter-perf: ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_not_run_is_python_and_says_why(page: Path) -> None:
    from IPython.core.inputtransformer2 import TransformerManager

    for block in python_blocks(page):
        assert block.slow is None or block.slow, f"{block.place}: slow, and no reason"
        assert block.not_run is None or block.not_run, f"{block.place}: not run, and no reason"
        for code in (block.setup, block.code):
            ast.parse(TransformerManager().transform_cell(code))


def test_few_blocks_are_not_run() -> None:
    left_out = [b.place for page in PAGES for b in python_blocks(page) if b.not_run is not None]
    assert len(left_out) == NOT_RUN, left_out


def magic_lines() -> list[tuple[str, str, str]]:
    return [
        (block.place, match[1], match[2])
        for page in PAGES
        for block in python_blocks(page)
        for line in block.code.splitlines()
        if (match := MAGIC.match(line))
    ]


@pytest.mark.parametrize(("place", "name", "line"), magic_lines())
def test_options_of_magics_exist(place: str, name: str, line: str) -> None:
    assert parsed(name, line) is not None, place


def parsed(name: str, line: str) -> object:
    """The line's options. Raises UsageError for one that isn't there."""
    from jupyter_perf.magics.estimate import EstimateMagics
    from jupyter_perf.magics.papaya import PapayaMagics
    from jupyter_perf.magics.refine import RefineMagics
    from jupyter_perf.magics.sparsify import SparsifyMagics

    owners = {
        "refine": RefineMagics,
        "estimate": EstimateMagics,
        "papaya": PapayaMagics,
        "sparsify": SparsifyMagics,
    }
    known, others = getattr(owners[name], name).parser.parse_known_args(shlex.split(line))
    assert not [word for word in others if word.startswith("-")], others
    return known


def test_an_option_that_is_not_there_is_found() -> None:
    with pytest.raises(AssertionError, match="--nothing"):
        parsed("refine", "--nothing 3")
