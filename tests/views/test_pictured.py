"""Charts survive in pages that are stripped of drawings."""

from __future__ import annotations

import re
import urllib.parse
import xml.etree.ElementTree as xml
from html import unescape

from jupyter_perf.views import svg
from jupyter_perf.views.pictured import GREY, pictured

CHART = svg.drawing(
    100,
    50,
    'time & "memory" <b>',
    svg.text(1, 2, "a & b") + svg.path("M0 0", stroke="currentColor"),
)


def decoded(html: str) -> xml.Element:
    (coded,) = re.findall(r'src="data:image/svg\+xml,([^"]*)"', html)
    return xml.fromstring(urllib.parse.unquote(unescape(coded)))


def test_a_chart_is_an_image_with_its_label() -> None:
    html = pictured(f"<p>before</p>{CHART}<p>after</p>")
    assert html.startswith(
        '<p>before</p><img width="100" alt="time &amp; &quot;memory&quot; &lt;b&gt;"'
    )
    assert html.endswith("<p>after</p>")
    assert "a & b" in "".join(decoded(html).itertext())


def test_an_image_inherits_no_colour() -> None:
    drawn = decoded(pictured(CHART))
    colours = {each for node in drawn.iter() for each in node.attrib.values()}
    assert GREY in colours
    assert "currentColor" not in colours
    assert not any(".8" in node.get("opacity", "") for node in drawn.iter())


def test_several_are_told_apart_and_unlabelled_ones_stay() -> None:
    bar = '<svg width="3" aria-hidden="true"><rect/></svg>'
    html = pictured(bar + CHART + bar + CHART)
    assert html.count("<img ") == 2
    assert html.count(bar) == 2


def test_without_charts_nothing_changes() -> None:
    assert pictured("<p>plain</p>") == "<p>plain</p>"
