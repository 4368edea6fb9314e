"""A real `%%estimate`: samples in the sandbox, text in a terminal, no process left behind."""

import subprocess
import sys

import psutil
import pytest
from kernels import Kernel

MIME_TYPE = "application/vnd.jupyter-perf.result+json"
SETUP = (
    "%load_ext jupyter_perf\nimport jupyter_perf as jp\n"
    "words = [str(i * 7) for i in range(200)]\ncount = 0"
)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    kernel = Kernel(tmp_path_factory.mktemp("real"))
    assert kernel.run(SETUP).reply["status"] == "ok"
    yield kernel
    kernel.close()


def processes_of(kernel):
    return psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)


def test_a_short_cell_is_measured_and_nothing_runs_here(real):
    before = {each.pid for each in processes_of(real)}
    ran = real.run("%%estimate --budget 3\ncount += len([w for w in words if w in words])")
    (data,) = [c["data"][MIME_TYPE] for k, c in ran.outputs if k == "display_data"]
    assert data["result"]["kind"] == "cell"
    assert data["result"].get("seconds", data["result"].get("reasons"))
    assert real.ask("count") == "0"
    left = [each for each in processes_of(real) if each.pid not in before]
    assert not psutil.wait_procs(left, timeout=10)[1]


def test_what_writes_a_file_isnt_sampled(real):
    ran = real.run("%%estimate\nopen('out.txt', 'w').write('x')")
    data = ran.outputs[-1][1]["data"][MIME_TYPE]
    assert "seconds" not in data["result"]
    assert "writes files" in data["result"]["reasons"]["seconds"]
    assert real.ask("__import__('os').path.exists('out.txt')") == "False"


def test_a_name_that_isnt_there_is_said(real):
    ran = real.run("%%estimate\nsum(nowhere)")
    assert "`nowhere`" in ran.shown


def test_a_cell_that_calls_a_models_api_is_priced(real):
    real.run("class OpenAI: pass")
    ran = real.run(
        "%%estimate\nclient = OpenAI()\nfor word in words:\n"
        "    client.chat.completions.create(model='gpt-4o-mini', max_tokens=10,\n"
        "        messages=[{'role': 'user', 'content': f'Say {word}'}])"
    )
    data = ran.outputs[-1][1]["data"][MIME_TYPE]
    assert data["result"]["kind"] == "api"
    assert data["result"]["usd"]["value"] > 0


def test_with_no_front_end_it_is_text(tmp_path):
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_line_magic('load_ext', 'jupyter_perf')\n"
        "shell.run_cell_magic('estimate', '--config gpt2 --target h100', '\\n')\n"
        "shell.run_cell('%%estimate --run --budget 1\\nprint(6 * 7)')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={**__import__("os").environ, "JUPYTER_PERF_HOME": str(tmp_path)},
    )
    assert "H100" in done.stdout
    assert "\n42\n" in done.stdout
    assert "Took " in done.stdout
    assert "Traceback" not in done.stderr
