"""An estimate's widget in a plain page: what is moved is sent, and strangers' texts stay texts."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_perf import views
from jupyter_perf.estimation.result import Comparison, Estimate

from ..views import estimates
from .pictures import picture

HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
STATE = ("targets", "target", "sliders", "chosen", "headline", "tone", "lines", "plot")
PAGE = """<!doctype html><meta charset="utf-8"><title>plain</title><div id="here"></div>
<script type="module">
const code = new Blob([CODE], { type: "text/javascript" });
const { default: widget } = await import(URL.createObjectURL(code));
const state = STATE;
window.sent = [];
const model = {
  get: name => state[name],
  set: (name, value) => { state[name] = value; window.sent.push([name, value]); },
  save_changes() {}, on() {}, off() {},
};
widget.render({ model, el: document.getElementById("here") });
</script>"""


@pytest.fixture
def plain_page(new_page: Callable[..., Any]) -> Callable[[Estimate | Comparison], Any]:
    """Shows a result's widget in a page of its own."""
    code = Path(views.__file__).with_name("slider_widget.js").read_text("utf-8")

    def shown(found: Estimate | Comparison) -> Any:
        widget = found.widget()
        state = {name: getattr(widget, name) for name in STATE}
        widget.close()
        # Inside of a script, `<` begins no tag if it is written so.
        made = [json.dumps(each, allow_nan=False).replace("<", "\\u003c") for each in (code, state)]
        page = new_page()
        page.set_content(PAGE.replace("CODE", made[0], 1).replace("STATE", made[1], 1))
        page.locator("#here p").first.wait_for()
        return page

    return shown


def test_sizes_and_targets_are_moved_by_keyboard(plain_page: Callable[..., Any]) -> None:
    page = plain_page(estimates.compared())
    batch = page.get_by_label("batch (sequences)")
    assert batch.get_attribute("aria-valuetext") == "16 (yours)"
    batch.press("ArrowRight")
    assert batch.get_attribute("aria-valuetext") == "17"
    batch.press("ArrowLeft")
    page.get_by_label("Target").select_option("2")
    assert page.evaluate("window.sent") == [
        ["chosen", {"batch": 17}],
        ["chosen", {}],
        ["target", 2],
    ]
    picture(page, "estimate-widget")


def test_the_curve_is_drawn_and_told_in_words(plain_page: Callable[..., Any]) -> None:
    page = plain_page(estimates.extrapolated())
    chart = page.get_by_role("img")
    label = chart.get_attribute("aria-label")
    assert label.startswith("time against orders, at 200k: About 41 min (34 to 50 min)")
    assert chart.locator("circle").count() == 7
    assert page.get_by_text("Fits in the 25.3 GB of this machine").count() == 1


def test_nothing_in_it_is_markup(plain_page: Callable[..., Any]) -> None:
    found = dataclasses.replace(
        estimates.module(), target=HOSTILE, title=HOSTILE, reasons={"usd": HOSTILE}, usd=None
    )
    page = plain_page(Comparison((found, found)))
    assert HOSTILE in page.locator("#here").inner_text()
    assert page.locator("#here img, #here script").count() == 0
    assert page.evaluate("window.harmed") is None
