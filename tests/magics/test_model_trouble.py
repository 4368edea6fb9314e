"""A real kernel, and an endpoint that hangs, dies or never ends: the cell does, and all is kept."""

from __future__ import annotations

import ast
import itertools
import json
import sys
import time
from pathlib import Path

import psutil
import pytest

_REFINEMENT = Path(__file__).resolve().parents[1] / "refinement"
if str(_REFINEMENT) not in sys.path:
    sys.path.insert(0, str(_REFINEMENT))

from endpoint.hostile import SSE, Hostile, head  # noqa: E402
from endpoint.server import EndpointServer, Scenario  # noqa: E402

kernels = sys.modules["kernels"]
front_end = sys.modules["front_end"]

SETUP = "%load_ext jupyter_perf\ndata = [(7 * i) % 2500 for i in range(3000)]"
SLOW = "out = []\nfor x in data:\n    if data.count(x) > 1:\n        out.append(x)\nlen(out)"
FAST = (
    "from collections import Counter\n\n_n = Counter(data)\nout = []\nfor x in data:\n"
    "    if _n[x] > 1:\n        out.append(x)\ndel _n, Counter\nlen(out)\n"
)
ANSWER = f"```python\n{FAST}```\n"
WRONG = f"```python\n{FAST.replace('> 1', '> 2')}```\n"
HANGS = Scenario("hang")
_PATIENCE_SECONDS = 45
_GRACE_SECONDS = 10
"""Far less than what is left of the budget when a search is stopped."""


def in_turn(*texts):
    """A script: these texts, and the last one for ever."""
    coming = itertools.chain(texts, itertools.repeat(texts[-1]))
    return lambda _body: next(coming)


@pytest.fixture
def begin(tmp_path):
    """Starts kernels with the magics and the data; `begin(**environment)`."""
    begun = []

    def start(**environment):
        folder = tmp_path / f"kernel{len(begun)}"
        folder.mkdir()
        unset = dict.fromkeys(("OPENAI_API_KEY", "OPENAI_BASE_URL", "JUPYTER_PERF_MODEL"), "")
        begun.append(kernels.Kernel(folder, **{**unset, **environment}))
        assert begun[-1].run(SETUP).reply["status"] == "ok"
        return begun[-1]

    yield start
    for kernel in begun:
        kernel.close()


def cell(url, options=""):
    line = f"--engine llm --model tiny --api chat --base-url {url} --into found {options}"
    return f"%%refine {line}\n{SLOW}"


def children_of(kernel):
    return psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)


def goes_on(kernel):
    """Processes of a search, and threads that wait for an answer, that don't end by themselves."""
    end = time.monotonic() + _GRACE_SECONDS
    while found := [*threads_of(kernel), *map(str, children_of(kernel))]:
        if time.monotonic() > end:
            break
    return found


def threads_of(kernel):
    names = kernel.ask("[t.name for t in __import__('threading').enumerate()]")
    return [name for name in ast.literal_eval(names) if name.startswith("jupyter-perf")]


def run_and_interrupt(kernel, code, word):
    """Run `code`, interrupting it once `word` stands in an output; the reply, and all outputs."""
    shown = []

    def hear(message):
        text = message["content"].get("data", {}).get("text/plain", "")
        shown.append(text)
        if word in text and not hear.done:
            hear.done = True
            kernel.interrupt()

    hear.done = False
    reply = kernel.client.execute_interactive(code, timeout=60, output_hook=hear)
    assert hear.done, shown
    return reply["content"], [text for text in shown if text]


def test_an_interrupt_while_the_model_writes_keeps_what_was_found(begin):
    kernel = begin()
    with EndpointServer(script=in_turn(ANSWER, HANGS)) as server:
        reply, shown = run_and_interrupt(kernel, cell(server.url, "--samples 2"), "best so far")
        assert reply["status"] == "ok"
        assert "stopped" in shown[-1] or "faster" in shown[-1]
        assert kernel.ask("len(out)") == "1000"
        assert kernel.ask(f"found.code == {FAST!r}") == "True"
        assert kernel.ask("found.conversation.usage.output_tokens > 20") == "True"
        assert not goes_on(kernel)


@pytest.mark.slow
def test_an_endpoint_that_writes_without_end_is_left_at_the_end_and_counted(begin):
    kernel = begin()
    event = json.dumps({"choices": [{"delta": {"content": "# and so on\n"}}]})
    pieces = [f"data: {event}\n\n".encode()]
    endless = lambda: itertools.chain([head(headers=SSE)], itertools.cycle(pieces))  # noqa: E731
    with Hostile(endless, pause_seconds=0.02) as server:
        ran = kernel.run(cell(server.url, "--samples 2 --budget 25"))
        assert ran.reply["status"] == "ok", ran.errors
        assert kernel.ask("found.best") == "None"
        assert kernel.ask("found.conversation.usage.output_tokens > 20") == "True", ran.shown
        assert not goes_on(kernel)


@pytest.mark.slow
def test_one_good_answer_among_bad_ones_is_enough(begin):
    kernel = begin()
    bad = Scenario("reset-mid"), Scenario("prose-only"), WRONG, Scenario("err-400")
    with EndpointServer(script=in_turn(*bad, ANSWER, Scenario("err-401"))) as server:
        ran = kernel.run(cell(server.url, "--samples 5"))
    assert kernel.ask(f"found.code == {FAST!r}") == "True", ran.shown
    assert "HTTP 401" in kernel.ask("found.conversation.ended")


@pytest.mark.slow
def test_a_search_is_stopped_while_it_waits_for_answers(begin):
    kernel = begin()
    front = front_end.FrontEnd(kernel)
    try:
        front.open()
        with EndpointServer(script=in_turn(HANGS)) as server:
            assert front.ran(front.execute(cell(server.url), "c1"))["status"] == "ok"
            assert server.arrived.acquire(timeout=_PATIENCE_SECONDS)
            kernel.run("%perf stop")
            assert front.message("done")["state"] == "stopped"
            assert not goes_on(kernel)
    finally:
        front.close()


@pytest.mark.slow
def test_a_restart_in_mid_run_leaves_nothing(begin):
    kernel = begin()
    front = front_end.FrontEnd(kernel)
    try:
        front.open()
        with EndpointServer(script=in_turn(HANGS)) as server:
            assert front.ran(front.execute(cell(server.url), "c1"))["status"] == "ok"
            assert server.arrived.acquire(timeout=_PATIENCE_SECONDS)
            before = children_of(kernel)
            kernel.manager.restart_kernel(now=True)
            assert not psutil.wait_procs(before, timeout=_PATIENCE_SECONDS)[1]
            assert server.lost.acquire(timeout=_PATIENCE_SECONDS)
    finally:
        front.close()


@pytest.mark.slow
def test_two_kernels_at_once(begin):
    both = begin(), begin()
    fronts = [front_end.FrontEnd(kernel) for kernel in both]
    try:
        with EndpointServer(script=lambda _body: ANSWER) as server:
            code = cell(server.url, "--samples 2 --rounds 1")
            for front in fronts:
                front.open()
                assert front.ran(front.execute(code, "c1"))["status"] == "ok"
            for kernel, front in zip(both, fronts, strict=True):
                assert front.message("done")["state"] == "done"
                kernel.run("1")  # names are bound between two cells
                assert kernel.ask(f"found.code == {FAST!r}") == "True"
    finally:
        for front in fronts:
            front.close()


@pytest.mark.slow
def test_a_home_that_can_not_be_written(begin, tmp_path):
    """A folder below a file, which not even root can write."""
    (tmp_path / "file").touch()
    home = str(tmp_path / "file" / "home")
    kernel = begin(JUPYTER_PERF_HOME=home, HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
    with EndpointServer(script=lambda _body: ANSWER) as server:
        ran = kernel.run(cell(server.url, "--samples 1 --rounds 1"))
    assert ran.reply["status"] == "ok", ran.errors
    assert kernel.ask(f"found.code == {FAST!r}") == "True", ran.shown
    for line in ("spend", "models --local", "edits"):
        ran = kernel.run(f"%perf {line}")
        assert ran.reply["status"] == "ok", ran.errors
