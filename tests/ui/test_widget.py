"""The widget where nothing of JupyterLab is: a plain page, as VS Code and Colab give it one."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf import views
from jupyter_perf.refinement.result import Refinement

from ..views import examples
from .pictures import picture

HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
PAGE = """<!doctype html><meta charset="utf-8"><title>plain</title><div id="here"></div>
<script type="module">
import widget from "/widget.js";
const state = await (await fetch("/state.json")).json();
widget.render({ model: { get: name => state[name] }, el: document.getElementById("here") });
</script>"""


@pytest.fixture
def plain_page(tmp_path: Path, new_page: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Shows a result's widget in a page of its own."""
    script = Path(views.__file__).with_name("widget.js")
    (tmp_path / "widget.js").write_bytes(script.read_bytes())
    (tmp_path / "index.html").write_text(PAGE, "utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path))

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def shown(found: Refinement) -> Any:
        widget = found.widget()
        state = {name: getattr(widget, name) for name in ("headline", "tone", "choices", "no_gain")}
        widget.close()
        (tmp_path / "state.json").write_text(json.dumps(state, allow_nan=False), "utf-8")
        page = new_page()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.locator("#here p").first.wait_for()
        return page

    yield shown
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_plain_page_shows_difference_bars_and_copies(plain_page: Callable[..., Any]) -> None:
    page = plain_page(examples.every_outcome())
    picture(page, "plain-page")
    page.get_by_text("12.3× faster").first.wait_for()
    assert "- for i, row in df.iterrows():" in page.locator("pre").inner_text()
    chart = page.locator("svg")
    assert chart.locator("rect").count() == 4, "a bar for each that was timed"
    assert chart.locator("path").count() == 4, "with whiskers"
    assert chart.locator("rect[fill='#2f9e4f']").count() == 2, "undecided ones aren't green"
    page.get_by_role("button", name="Copy code").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.splitlines() == examples.BETTER.rstrip("\n").splitlines()
    page.get_by_label("Rewrites that were tried").select_option(index=5)
    page.get_by_text("TypeError: can't unbox array of objects").wait_for()
    assert page.locator("pre").inner_text().rstrip().endswith("+ x")


@pytest.mark.slow
def test_a_plain_page_with_hostile_or_endless_figures(plain_page: Callable[..., Any]) -> None:
    best = examples.faster(1e9, 0.0, float("inf"), code=HOSTILE, steps=(HOSTILE,))
    other = examples.faster(float("inf"), 2.0, float("inf"), code="x", steps=("endless",))
    third = examples.not_faster((HOSTILE,))
    found = examples.refinement(best, [best, other, third], source=HOSTILE)
    page = plain_page(found)
    page.locator("pre").get_by_text("<script>").wait_for()
    assert page.evaluate("() => window.harmed") is None
    assert page.locator("#here img, #here script").count() == 0
    assert page.locator("svg rect").count() == 2
    page = plain_page(examples.refinement())
    assert page.locator("#here *").count() == 1, "nothing to choose among: a sentence"
