"""`%%refine` with an independent mock of OpenAI's protocol: npm's @copilotkit/aimock."""

from __future__ import annotations

import json
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf.refinement.endpoint.exchange import Answer, Ended, Message, Prompt
from jupyter_perf.refinement.endpoint.target import CallLimits, Target
from jupyter_perf.refinement.providers.openai import OpenAI

pytestmark = pytest.mark.slow
tools = sys.modules["interop_tools"]

FIXTURES = Path(__file__).with_name("aimock.json")
SLOW = "out = []\nfor x in data:\n    if data.count(x) > 1:\n        out.append(x)\nlen(out)"
CRITIQUE, REWRITE, _OTHER = (
    each["response"].get("content", "") for each in json.loads(FIXTURES.read_text())["fixtures"]
)
FAST = REWRITE.partition("```python\n")[2].partition("```")[0]


@pytest.fixture(scope="module")
def command() -> list[str]:
    try:
        return list(tools.aimock(install=True))
    except tools.Absent as why:
        pytest.skip(str(why))


def started(command: list[str], *flags: str) -> Any:
    port = tools.free_port()
    given = ["-p", str(port), "-f", str(FIXTURES), "--validate-on-load", "--strict", *flags]
    return tools.serving([*command, *given], port, "/v1/models")


@pytest.fixture(scope="module")
def url(command: list[str]) -> Iterator[str]:
    with started(command) as address:
        yield address


def journal(url: str) -> list[dict[str, Any]]:
    """What the mock saw, by its own account."""
    address = url.removesuffix("/v1") + "/__aimock/journal"
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address) as answer:
        entries = json.load(answer)
    return [each for each in entries if each["method"] == "POST"]


def refine(kernel: Any, url: str, options: str = "", cell: str = SLOW) -> Any:
    line = f"--engine llm --model tiny-model --base-url {url} --samples 2 --into found {options}"
    return kernel.run(f"%%refine {line}\n{cell}")


@pytest.mark.parametrize(
    ("api", "path"), [("chat", "/v1/chat/completions"), ("responses", "/v1/responses")]
)
def test_a_whole_run(kernel: Any, url: str, api: str, path: str) -> None:
    before = len(journal(url))
    ran = refine(kernel, url, f"--api {api} --again")
    assert ran.reply["status"] == "ok", ran.errors
    assert "faster" in ran.shown, ran.shown
    assert kernel.ask(f"found.code == {FAST!r}") == "True"
    assert kernel.ask("found.ratio > 1.1") == "True"
    assert kernel.ask("found.conversation.usage.output_tokens > 50") == "True"
    assert "nothing left" in kernel.ask("found.conversation.ended")
    asked = journal(url)[before:]
    assert len(asked) == 3  # two rewrites and a critique
    assert all(path in each["path"] for each in asked)


def test_its_models_are_listed(kernel: Any, url: str) -> None:
    ran = kernel.run(f"%perf models --base-url {url}")
    assert "tiny-model" in ran.shown + ran.printed


def test_a_whole_run_where_half_of_all_requests_fail(kernel: Any, command: list[str]) -> None:
    with started(command, "--chaos-drop", "0.4", "--chaos-latency", "20") as url:
        ran = refine(kernel, url, "--again")
    assert ran.reply["status"] == "ok", ran.errors
    assert kernel.ask(f"found.code == {FAST!r}") == "True", ran.shown


class Time:
    """Waits without waiting."""

    def __init__(self) -> None:
        self.rested = 0.0

    def clock(self) -> float:
        return time.monotonic() + self.rested

    def wait(self, _event: threading.Event, seconds: float) -> None:
        self.rested += seconds


def ask(url: str) -> Answer:
    ours = Time()
    target = Target("openai", "tiny-model", url, api="chat")
    provider = OpenAI(target, clock=ours.clock, wait=ours.wait)
    try:
        prompt = Prompt((Message("user", "data.count(x)"),), "rewrite")
        return provider.ask(prompt, CallLimits(600.0), threading.Event(), lambda _heard: None)
    finally:
        provider.close()


@pytest.mark.parametrize(
    ("flag", "requests", "says"),
    [
        ("--chaos-drop", 6, "couldn't serve the request, 6 times: HTTP 500"),
        ("--chaos-ratelimit", 6, "limits how often it may be asked, 6 times: HTTP 429"),
        ("--chaos-disconnect", 6, "broke"),
        ("--chaos-malformed", 1, "doesn't follow OpenAI's API"),
    ],
)
def test_an_endpoint_that_always_fails(
    command: list[str], flag: str, requests: int, says: str
) -> None:
    with started(command, flag, "1") as url:
        answer = ask(url)
    assert (answer.ended, answer.attempts) == (Ended.FAILED, requests)
    assert says in answer.trouble
