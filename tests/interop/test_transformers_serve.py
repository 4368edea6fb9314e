"""`%%refine` with a real model server: real tokens, from a tiny model with random weights.

What such a model writes means nothing, so that nothing faster may be found, and the original stays.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
tools = sys.modules["interop_tools"]

SLOW = "out = []\nfor x in data:\n    if data.count(x) > 1:\n        out.append(x)\nlen(out)"


@dataclass(frozen=True)
class Serving:
    url: str
    model: str


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    try:
        python, command = tools.transformers(install=False)
    except tools.Absent as why:
        pytest.skip(str(why))
    folder = tmp_path_factory.mktemp("serving")
    model = folder / "tiny"
    build = Path(__file__).with_name("tiny_model.py")
    subprocess.run([python, str(build), str(model)], check=True, capture_output=True)
    (folder / "hub").mkdir()  # without it, the list of models is an error
    quiet = {"HF_HOME": str(folder), "HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}
    port = tools.free_port()
    started = [*command, str(model), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    with tools.serving(started, port, "/health", quiet) as url:
        yield Serving(url, str(model))


def refine(kernel: Any, serving: Serving, options: str) -> Any:
    line = f"--engine llm --model {serving.model} --base-url {serving.url} --into found {options}"
    return kernel.run(f"%%refine {line}\n{SLOW}")


def endings(kernel: Any) -> list[str]:
    """How the answers ended, one by one."""
    said = kernel.ask("[str(each.answer.ended) for each in found.conversation.exchanges]")
    return list(ast.literal_eval(said))


def test_a_whole_run_finds_nothing_and_counts_its_tokens(kernel: Any, serving: Serving) -> None:
    ran = refine(kernel, serving, "--samples 2 --rounds 2 --budget 45")
    assert ran.reply["status"] == "ok", ran.errors
    assert ran.value == kernel.ask("len(out)")
    assert kernel.ask(f"(found.best, found.ratio, found.code == {SLOW!r})") == "(None, 1.0, True)"
    assert "stop" in endings(kernel)  # by the model's own end, and nothing of it was code
    counted = "[e.answer.usage for e in found.conversation.exchanges if e.answer.usage.counted]"
    assert int(kernel.ask(f"sum(each.input_tokens for each in {counted})")) > 1000
    assert int(kernel.ask(f"sum(each.output_tokens for each in {counted})")) > 10


def test_the_list_of_models_is_empty(kernel: Any, serving: Serving) -> None:
    """Of this server, where no model was downloaded: one given by its folder isn't listed."""
    ran = kernel.run(f"%perf models --base-url {serving.url}")
    assert ran.reply["status"] == "ok", ran.errors
    assert "0 models" in ran.shown
