"""Real searches beside real kernels: what they show, and that they end with their kernel."""

import json
import time

import nbformat
import psutil
import pytest
from front_end import MIME_TYPE, FrontEnd
from kernels import Kernel

SETUP = (
    "%load_ext jupyter_perf\n"
    "words = [str(i * 7) for i in range(3000)]\nlook = [str(i) for i in range(3000)]"
)
LOOKUP = "hits = [w for w in look if w in words]\nn = len(hits)"
_PATIENCE_SECONDS = 20


@pytest.fixture
def connect(tmp_path):
    """Start kernels, each with a front end: connect() -> (kernel, front end)."""
    begun = []

    def start():
        folder = tmp_path / str(len(begun))
        folder.mkdir()
        kernel = Kernel(folder)
        begun.append(kernel)
        assert kernel.run(SETUP).reply["status"] == "ok"
        front = FrontEnd(kernel)
        begun.append(front)
        front.open()
        return kernel, front

    yield start
    for one in reversed(begun):
        one.close()


def search(front, line, cell="c1"):
    request = front.execute(f"%%refine {line}\n{LOOKUP}", cell)
    assert front.ran(request)["status"] == "ok"
    front.message("progress", state="running")
    return request


def processes_of(kernel):
    return psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)


def all_end(processes):
    _, alive = psutil.wait_procs(processes, timeout=_PATIENCE_SECONDS)
    return not alive


def test_a_search_streams_and_what_is_saved_is_valid_and_small(connect):
    kernel, front = connect()
    request = search(front, "--budget 15 --only list-to-set --into found")
    # The kernel is free: this would wait for the search otherwise.
    assert kernel.run("n").value
    done = front.message("done")
    assert done["run"]
    assert front.message("recorded")["run"] == done["run"]
    front.hear(lambda m: m["content"].get("data", {}).get(MIME_TYPE, {}).get("state") == "done")
    states = [picture["state"] for picture in front.pictures(request)]
    assert states[0] == "running"
    assert states[-1] == "done"
    last = front.outputs(request)[-1][1]
    output = nbformat.v4.new_output("display_data", last["data"])
    cell = nbformat.v4.new_code_cell(LOOKUP, outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbformat.validate(notebook)
    assert len(nbformat.writes(notebook).encode()) < 21_000
    data = last["data"][MIME_TYPE]
    assert (data["run"], data["cell"], data["source"]) == (done["run"], "c1", LOOKUP)
    assert "widget" not in json.dumps(data)
    assert kernel.run("found.kind").value == "'cell'"


def test_searches_of_two_kernels_go_on_at_once_and_end_with_their_kernel(connect):
    (first, one), (second, two) = connect(), connect()
    search(one, "--budget 90")
    search(two, "--budget 90")
    of_first, of_second = processes_of(first), processes_of(second)
    assert of_first
    assert of_second
    first.manager.restart_kernel(now=False)
    assert all_end(of_first)
    assert all(process.is_running() for process in of_second[:1])
    psutil.Process(second.manager.provisioner.pid).kill()
    assert all_end(of_second)


def test_a_stopped_search_keeps_what_it_found_and_leaves_no_process(connect):
    kernel, front = connect()
    search(front, "--budget 90")
    processes = processes_of(kernel)
    job = kernel.run("%perf jobs").printed.split()[0]
    front.say({"type": "stop", "job": job})
    assert front.message("done")["state"] == "stopped"
    assert all_end(processes)
    kernel.run("import jupyter_perf as jp")
    assert kernel.run("jp.last().stopped").value == "'by you'"
    end = time.monotonic() + _PATIENCE_SECONDS
    while "No search" not in kernel.run("%perf jobs").printed:
        assert time.monotonic() < end
