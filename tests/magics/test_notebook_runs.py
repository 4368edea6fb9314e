"""Whole notebooks, executed as papermill, nbconvert and CI do."""

import json

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from jupyter_perf.views.limits import SAVED_BYTES


@pytest.fixture
def execute(tmp_path, monkeypatch):
    from kernels import ROOT

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def run(*sources):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        resources = {"metadata": {"path": str(tmp_path)}}
        client = NotebookClient(notebook, timeout=90, kernel_name="python3", resources=resources)
        try:
            client.execute()
        except CellExecutionError as error:
            return notebook, error
        return notebook, None

    return run


def test_a_real_search_waits_for_its_end_and_saves_a_small_static_result(execute):
    notebook, error = execute(
        "%load_ext jupyter_perf",
        "import random\nwords = [str(random.random()) for _ in range(3000)]\nlook = words[:600]",
        "%%refine --budget 25 --only list-to-set --into found\n"
        "hits = 0\nfor _ in range(3):\n    for w in look:\n        if w in words:\n"
        "            hits += 1\nhits",
        "print(found.kind, found.reason, len(found.verdicts))",
    )
    assert error is None
    value, result = notebook.cells[2].outputs
    assert value.data["text/plain"] == "1800"
    assert result.output_type == "display_data"
    assert set(result.data) == {
        "text/plain",
        "text/html",
        "application/vnd.jupyter-perf.result+json",
    }
    assert len(json.dumps(result)) <= SAVED_BYTES
    assert "isolation S" in result.data["text/plain"]
    assert notebook.cells[3].outputs[0].text.startswith("cell None ")
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    assert set(notebook.cells[2].metadata) <= {"execution"}


def test_an_error_stops_run_all(execute):
    notebook, error = execute(
        "%load_ext jupyter_perf", "%%refine\nx = 1\nx / 0", "print('not reached')"
    )
    assert error.ename == "ZeroDivisionError"
    assert [o.output_type for o in notebook.cells[1].outputs] == ["error"]
    assert notebook.cells[2].outputs == []


def test_a_project_file_beside_the_notebook_sets_defaults(execute, tmp_path):
    (tmp_path / "jupyter-perf.toml").write_text("[refine]\nenabled = false\n")
    notebook, error = execute("%load_ext jupyter_perf", "%%refine\n6 * 7")
    assert error is None
    assert [o.output_type for o in notebook.cells[1].outputs] == ["execute_result"]


SLOW_LOOKUP = "hits = [w for w in look if w in words]\nn = len(hits)\n"
LISTS = "words = [str(i * 7) for i in range(4000)]\nlook = [str(i) for i in range(4000)]\n"


@pytest.mark.slow
def test_apply_runs_the_winner_instead_of_the_original(execute):
    notebook, error = execute(
        "%load_ext jupyter_perf\n" + LISTS,
        "%%refine --apply --budget 30 --only list-to-set --into found\n" + SLOW_LOOKUP,
        "print(n, found.best is not None, 'words_set' in globals())",
    )
    assert error is None
    n = sum(str(i) in {str(j * 7) for j in range(4000)} for i in range(4000))
    assert notebook.cells[2].outputs[0].text == f"{n} True True\n"


def test_the_cell_runs_once_and_its_inputs_are_those_before_it_ran(execute):
    notebook, error = execute(
        "%load_ext jupyter_perf\nimport pandas as pd\n"
        "df = pd.DataFrame({'x': [1.0, 2.0, 3.0] * 300})\nruns = []",
        "%%refine --budget 20 --into found\nruns.append(1)\ndf['x'] *= 2\n"
        "out = []\nfor i in range(len(df)):\n    out.append(df['x'].iloc[i] + 1)\n",
        "print(len(runs), df['x'].iloc[0], out[0], found.reason)",
        "%%refine --no-run --budget 20 --into again\nout2 = [v for v in out if v in out]",
        "print('out2' in globals(), again.reason)",
    )
    assert error is None
    assert notebook.cells[2].outputs[0].text == "1 2.0 3.0 None\n"
    assert notebook.cells[4].outputs[0].text == "False None\n"


def test_a_search_is_not_repeated_unless_asked(execute):
    cell = "%%refine --budget 30 --only list-to-set{} --into found\n" + SLOW_LOOKUP
    notebook, error = execute(
        "%load_ext jupyter_perf\n" + LISTS,
        cell.format(""),
        "first = found.created",
        cell.format(""),
        "print(found.created == first)",
        cell.format(" --again"),
        "print(found.created == first)",
    )
    assert error is None
    assert "stored result of" in notebook.cells[3].outputs[0].data["text/plain"]
    assert notebook.cells[4].outputs[0].text == "True\n"
    assert "stored result of" not in notebook.cells[5].outputs[0].data["text/plain"]
    assert notebook.cells[6].outputs[0].text == "False\n"
