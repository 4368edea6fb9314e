"""`%%refine --engine llm` in a real kernel, with an endpoint on loopback: the whole way."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "refinement"))

from endpoint.server import EndpointServer

kernels = sys.modules["kernels"]

DATA = "data = [(7 * i) % 2500 for i in range(3000)]"
SLOW = "out = []\nfor x in data:\n    if data.count(x) > 1:\n        out.append(x)\nlen(out)"
FAST = (
    "from collections import Counter\n\n_n = Counter(data)\nout = []\nfor x in data:\n"
    "    if _n[x] > 1:\n        out.append(x)\ndel _n, Counter\nlen(out)\n"
)
ANSWER = f"Counting once is enough.\n\n```python\n{FAST}```\n"


def says(body):
    """A rewrite where one is asked for; a critique that finds nothing, where that is."""
    asked = json.dumps(body)
    return '{"slow": false, "points": []}' if "Why is this code slow" in asked else ANSWER


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A kernel with the magics and nothing put in the place of anything."""
    folder = tmp_path_factory.mktemp("real")
    kernel = kernels.Kernel(folder, OPENAI_API_KEY="", OPENAI_BASE_URL="", JUPYTER_PERF_MODEL="")
    assert kernel.run("%load_ext jupyter_perf").reply["status"] == "ok"
    kernel.run(DATA)
    yield kernel
    kernel.close()


@pytest.fixture(scope="module")
def server():
    with EndpointServer(script=says) as running:
        yield running


def refine(kernel, server, options="", cell=SLOW):
    line = f"--engine llm --model tiny --base-url {server.url} --samples 2 {options}"
    return kernel.run(f"%%refine {line}\n{cell}")


def test_a_model_proposes_and_what_was_run_decides(real, server):
    ran = refine(real, server, "--into found")
    assert ran.reply["status"] == "ok", ran.errors
    assert ran.value == real.ask("len(out)")
    assert "faster" in ran.shown
    assert real.ask(f"found.code == {FAST!r}") == "True"
    assert real.ask("found.conversation.model == 'openai:tiny'") == "True"
    sent = [seen.body for seen in server.requests if seen.method == "POST"]
    assert all("2500" in json.dumps(body) or "data" in json.dumps(body) for body in sent)
    # What the cell reads is described and never quoted.
    assert not any("7, 14, 21" in json.dumps(body) for body in sent)


def test_the_same_again_asks_nobody(real, server):
    before = len(server.requests)
    ran = refine(real, server)
    assert "stored result" in ran.shown
    assert len(server.requests) == before


def test_more_goes_on_from_the_best_with_what_is_said(real, server):
    before = len(server.requests)
    ran = real.run('%refine_more "use a dict" --rounds 1 --into more')
    assert ran.reply["status"] == "ok", ran.errors
    asked = [seen.body["messages"][-1]["content"] for seen in server.requests[before:]]
    assert asked
    assert all("use a dict" in text and "Counter(data)" in text for text in asked)
    began = "the best of the conversation before"
    assert real.ask(f"more.conversation.began == {began!r}") == "True"


def test_the_prompt_is_shown_and_nothing_is_sent(real, server):
    before = len(server.requests)
    ran = refine(real, server, "--show-prompt", SLOW.replace("out", "shown_only"))
    assert ran.reply["status"] == "ok", ran.errors
    assert len(server.requests) == before
    assert "nothing was sent" in ran.shown.lower()
    assert "data.count(x) > 1" in ran.shown
    assert real.ask("'shown_only' in globals()") == "False"


def test_money_and_tokens_are_in_the_records(real):
    ran = real.run("%perf spend")
    assert ran.reply["status"] == "ok"
    assert re.search(r"openai:tiny|tiny", ran.shown)
    tokens = "int(__import__('jupyter_perf').history().tokens.max())"
    assert int(real.ask(tokens)) > 100


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--model x", "--engine llm"),
        ("--engine llm", "no model is chosen"),
        ("--engine llm --model x --rounds 0", "rounds"),
        ("--engine llm --model x --strategy guess", "strategy"),
        ("--engine llm --model x --part 9-3", "--part"),
        ("--engine llm --model x --part nothing", "--part"),
        ("--engine llm --model x --max-usd -1", "--max-usd"),
        ("--engine llm --model x --base-url ftp://h", "base URL"),
        ("--engine llm --model x --api-key-env sk-a1b2c3d4e5f6a1b2c3d4e5f6", "variable"),
        ("--engine gpt", "no engine"),
    ],
)
def test_bad_options_are_refused_before_anything_runs(real, line, said):
    ran = real.run(f"%%refine {line}\nran = 1")
    told = ran.printed + ran.shown
    assert said in told
    assert "a1b2c3d4" not in told


def test_more_without_anything_before_says_what_to_do(tmp_path):
    kernel = kernels.Kernel(tmp_path)
    try:
        kernel.run("%load_ext jupyter_perf")
        ran = kernel.run('%refine_more "use numpy"')
        assert "`%%refine`" in ran.printed
    finally:
        kernel.close()
