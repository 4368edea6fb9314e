"""A result in a notebook file, read by programs that aren't ours."""

import json
import random
import string
import subprocess
import sys

import examples
import nbformat
import pytest

from jupyter_perf.views.limits import SAVED_BYTES
from jupyter_perf.views.refinement import MIME_TYPE, mimebundle

HOSTILE = '</pre><script>window.harmed = 1</script><img src="x" onerror="alert(1)">'


def _long():
    letters = random.Random(0)
    lines = ["".join(letters.choices(string.ascii_letters + "äß×😀", k=90)) for _ in range(700)]
    return "\n".join(f"name_{at} = '{line}'" for at, line in enumerate(lines))


def _results():
    code = _long()
    best = examples.faster(code=code, steps=("a" * 5000,))
    return {
        "plain": examples.every_outcome(),
        "nothing": examples.refinement(),
        "long": examples.refinement(best, source=code[::-1]),
        "hostile": examples.refinement(
            examples.faster(code=HOSTILE, steps=(HOSTILE,)), source=HOSTILE, notes=(HOSTILE,)
        ),
    }


SLOW = pytest.mark.slow


@pytest.fixture(
    params=[
        "plain",
        pytest.param("nothing", marks=SLOW),
        pytest.param("long", marks=SLOW),
        "hostile",
    ]
)
def saved(request, tmp_path):
    """A notebook file with one result."""
    found = _results()[request.param]
    output = nbformat.v4.new_output("display_data", data=mimebundle(found))
    cell = nbformat.v4.new_code_cell(f"%%refine\n{found.source}", outputs=[output])
    file = tmp_path / "saved.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), file)
    return file


def test_the_file_is_valid_small_and_holds_no_widgets(saved):
    notebook = nbformat.read(saved, 4)
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    (output,) = notebook.cells[0].outputs
    assert set(output.data) == {"text/plain", "text/html", MIME_TYPE}
    raw = json.loads(saved.read_text("utf-8"))["cells"][0]["outputs"][0]
    assert len(json.dumps(raw, ensure_ascii=False).encode()) <= SAVED_BYTES


def test_nbconvert_shows_the_static_form(saved):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", str(saved)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    page = saved.with_suffix(".html").read_text("utf-8")
    assert 'class="jperf ' in page
    assert "window.harmed = 1</script>" not in page
    assert "<img src=" not in page
