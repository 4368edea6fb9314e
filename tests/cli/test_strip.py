import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from jupyter_perf.cli import main
from jupyter_perf.cli.fallback import FALLBACK
from jupyter_perf.cli.strip import is_ours, without_magics

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("%%refine\ntotal = 0\ntotal", "total = 0\ntotal"),
        ("%%refine --budget 30 --again\n\nx", "x"),
        ("\n%%refine\nx\n", "\nx\n"),
        ("%%time\n%%refine\nx", "%%time\nx"),
        ("%%refine\n%%time\nx", "%%time\nx"),
        ("%%refine\n%%bash\n%perf rules", "%%bash\n%perf rules"),
        ("%%refine?", ""),
        ("%%estimate --blocks\nvaddsd xmm0, xmm0, xmm1\n", "# vaddsd xmm0, xmm0, xmm1\n"),
        ("%%estimate --into x --blocks\n\n90 90", "\n# 90 90"),
        ("%estimate --blocks f\nx", "x"),
        ("%%estimate --serve --rate 3\ntrace.csv", "# trace.csv"),
        ("%%estimate --config gpt2 --serverless\nx = 1", "x = 1"),
        ("%load_ext jupyter_perf\nimport numpy", "import numpy"),
        ("import numpy\n%load_ext jupyter_perf", "import numpy"),
        ("%reload_ext jupyter_perf", ""),
        ("%config JupyterPerf.budget = 3\nx", "x"),
        ("if x:\n    %perf rules\ny", "if x:\n    pass\ny"),
        ("%papaya model batch\nx = '''\n%perf rules\n'''", "x = '''\n%perf rules\n'''"),
        ("# it's\n%perf rules\nx = 'a'", "# it's\nx = 'a'"),
        ("!echo it's\n%perf doctor\n'''a\n%perf\n'''", "!echo it's\n'''a\n%perf\n'''"),
    ],
)
def test_our_lines_go(before, after):
    text, removed = without_magics(before)
    assert text == after
    assert removed > 0


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 1\n",
        "%%refined\nx",
        "%%refine.this\nx",
        "%%bash\n%%refine\n%perf rules",
        "%%time\nx",
        "%load_ext jupyter_performance",
        "%load_ext autoreload\n%config InlineBackend.x = 1",
        's = """\n%%refine\n%perf rules\n"""',
        "print('%perf rules')  # %perf rules",
        "%performance",
    ],
)
def test_what_isnt_ours_stays(source):
    assert without_magics(source) == (source, 0)


def _notebook(tmp_path):
    ours = {"application/vnd.jupyter-perf.result+json": {"schema": 1}, "text/plain": "12×"}
    table = {"text/html": '<style></style><div class="jperf"><p>x</p></div>', "text/plain": "x"}
    other = {"text/html": "<table></table>", "text/plain": "x"}
    notebook = new_notebook(
        cells=[
            new_markdown_cell("%%refine\nin words"),
            new_code_cell("%load_ext jupyter_perf"),
            new_code_cell(
                "%%refine\ntotal",
                execution_count=2,
                outputs=[
                    new_output("stream", text="printed"),
                    new_output("execute_result", data={"text/plain": "3"}, execution_count=2),
                    new_output("display_data", data=ours),
                ],
            ),
            new_code_cell("%perf rules", outputs=[new_output("display_data", data=table)]),
            new_code_cell("frame", outputs=[new_output("display_data", data=other)]),
            new_code_cell(""),
        ]
    )
    file = tmp_path / "a.ipynb"
    nbformat.write(notebook, file)
    return file


def test_a_notebook_keeps_all_else(tmp_path, capsys):
    file = _notebook(tmp_path)
    file.chmod(0o640)
    before = nbformat.read(file, as_version=4)
    assert main(["strip", str(file)]) == 0
    said = capsys.readouterr().out
    assert said == f"{file}: removed 3 magic lines, 2 outputs, 2 empty cells\n"
    after = nbformat.read(file, as_version=4)
    nbformat.validate(after)
    assert [cell.source for cell in after.cells] == ["%%refine\nin words", "total", "frame", ""]
    assert after.cells[1].outputs == before.cells[2].outputs[:2]
    assert after.cells[2] == before.cells[4]
    assert after.metadata == before.metadata
    assert file.stat().st_mode & 0o777 == 0o640
    text = file.read_bytes()
    assert main(["strip", str(file)]) == 0
    assert "nothing of jupyter-perf's" in capsys.readouterr().out
    assert file.read_bytes() == text
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"]


def test_it_can_be_written_elsewhere(tmp_path, capsys):
    file = _notebook(tmp_path)
    before = file.read_bytes()
    other = tmp_path / "b.ipynb"
    assert main(["strip", str(file), "-o", str(other)]) == 0
    capsys.readouterr()
    assert main(["strip", str(file), "-o", "-"]) == 0
    assert capsys.readouterr().out == other.read_text("utf-8")
    assert file.read_bytes() == before
    assert len(nbformat.read(other, as_version=4).cells) == 4


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"cells": []}', '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
     '{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}', "\xff\xfe"],
)  # fmt: skip
def test_what_is_no_notebook_is_left_alone(tmp_path, capsys, text):
    file = tmp_path / "a.ipynb"
    file.write_text(text, encoding="latin-1")
    assert main(["strip", str(file)]) == 2
    assert str(file) in capsys.readouterr().err
    assert file.read_text(encoding="latin-1") == text


def test_wrong_uses_are_said(tmp_path, capsys):
    assert main(["strip", str(tmp_path / "missing.ipynb")]) == 2
    assert main(["strip", "a.ipynb", "b.ipynb", "-o", "c.ipynb"]) == 2
    file = _notebook(tmp_path)
    assert main(["strip", str(file), "-o", str(tmp_path / "no" / "x.ipynb")]) == 2
    assert capsys.readouterr().err.count("jupyter perf: ") == 3


def test_outputs_of_the_magics_are_known():
    from jupyter_perf.views.tables import findings

    assert is_ours({"data": findings([("topic", "finding")])})
    assert not is_ours({"output_type": "stream", "text": "x"})


def _in_ipython(*cells):
    """Each cell's (value or error, printed text) in a shell that has no such package."""
    code = (
        "import importlib.util as u, json, sys\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "from IPython.utils.capture import capture_output\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'jupyter_perf' else find(name, *a)\n"
        "shell = InteractiveShell.instance()\n"
        "for cell in json.loads(sys.argv[1]):\n"
        "    with capture_output() as seen:\n"
        "        ran = shell.run_cell(cell)\n"
        "    print(json.dumps([repr(ran.error_in_exec or ran.result), seen.stdout]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(cells)], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_colleague_without_the_package_is_told_in_one_line(capsys):
    assert main(["fallback"]) == 0
    assert capsys.readouterr().out == FALLBACK + "\n"
    assert "\n" not in FALLBACK
    assert FALLBACK in (ROOT / "docs" / "history.md").read_text("utf-8")
    first, second, third, fourth, fifth, *others = _in_ipython(
        FALLBACK,
        "%%refine --budget 9\nx = 20 + 1\nx * 2",
        "%perf rules",
        "%%estimate\n1 / 0",
        "%%estimate --config gpt2 --serverless\nprint(6 * 7)",
        "%%estimate --blocks\nvaddsd xmm0, xmm0, xmm1",
        "%estimate --blocks f",
        "%%estimate --serve --rate 3\ntrace.csv",
    )
    assert first[0] == "None"
    assert first[1].count("\n") == 1
    assert "not installed" in first[1]
    assert "42" in second[1]
    assert third == ["None", ""]
    assert "ZeroDivisionError" in fourth[0]
    assert "42" in fifth[1]
    assert others == [["None", ""]] * 3
