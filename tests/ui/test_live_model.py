"""A search with a model as it goes on in JupyterLab: an endpoint on loopback answers slowly."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .live import SLOW, run, text_of, wait_until_connected, write
from .pictures import picture

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "refinement"))

from endpoint.server import EndpointServer

FAST = """known = list(range(0, 12_000, 3))
_known = set(known)
found = [number for number in range(6_000) if number in _known]
del _known
len(found)"""


@pytest.mark.slow
def test_answers_are_waited_for_judged_and_applied(
    lab: Any, open_notebook: Callable[..., Any]
) -> None:
    may_answer = threading.Event()

    def say(_body: dict[str, Any]) -> str:
        may_answer.wait(30)
        return f"Look it up in a set.\n\n```python\n{FAST}\n```\n"

    with EndpointServer(script=say) as server:
        line = f"--engine llm --model tiny --base-url {server.url} --rounds 1 --samples 2"
        cell = f"%%refine {line} --budget 60\n{SLOW}"
        write(lab.folder, "model.ipynb", "%load_ext jupyter_perf", cell)
        page = open_notebook("model.ipynb")
        run(page, 0)
        wait_until_connected(page)
        run(page, 1)
        page.get_by_text("waiting for 2 answers").first.wait_for()
        picture(page, "model-waiting")
        may_answer.set()
        page.locator(".jp-Perf-progress").wait_for(state="detached", timeout=60_000)
        page.get_by_text("Conversation: openai:tiny").wait_for()
        picture(page, "model-done")
        page.get_by_role("button", name="Apply", exact=True).click()
        page.get_by_text("Applied").wait_for()
        assert "_known = set(known)" in text_of(page, 1)
        assert not text_of(page, 1).startswith("%%refine")
