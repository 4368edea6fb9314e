"""Where a pipeline's functions run: what is said and drawn of it, and that it stays small."""

import dataclasses
import re

import pages
import pytest

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.pipelines import Function, Placement, evaluate, pipeline
from jupyter_perf.views import placement_chart, placement_rows
from jupyter_perf.views.limits import SAVED_BYTES, saved_size
from jupyter_perf.views.placement import mimebundle

RESIZE = Function("resize", operations=2e8, bytes_in=4e6, bytes_out=6e5)
CLASSIFY = Function("classify", operations=8e9, bytes_in=6e5, bytes_out=4e3, precision="int8")
HOSTILE = Function(pages.HOSTILE, operations=1e8, bytes_in=1e6, bytes_out=1e6)
PLACES = ("cpu", "rtx-2080-ti", "dsa-in-storage")


@pytest.fixture(scope="module")
def found():
    return pipeline([RESIZE, CLASSIFY], places=PLACES, objective="energy")


def plain(found):
    return " ".join(mimebundle(found)["text/plain"].split())


def page_of(found):
    return pages.Page(mimebundle(found)["text/html"])


def test_the_answer_comes_first_with_its_interval(found):
    for form in (plain(found), page_of(found).text):
        assert re.match(r"resize and classify at dsa-in-storage: \d.* ms \(.* to .* ms\), least",
                        form.strip())  # fmt: skip
        assert "a million" in form
        assert "80% intervals" in form


def test_it_shows_itself_and_survives_its_json(found):
    assert set(found._repr_mimebundle_()) == {"text/plain", "text/html"}
    assert str(found) == mimebundle(found)["text/plain"]
    assert Placement.from_json(found.to_json()) == found


def test_every_place_has_the_terms_that_its_latency_sums_to(found):
    assert [each.place for each in found.alternatives] == list(PLACES)
    for each in found.alternatives:
        total = sum(term.value for term in each.terms.values())
        assert total == pytest.approx(each.seconds.value)


def test_bars_are_as_long_as_the_terms():
    second = Range(1.0, 0.5, 4.0)
    bar = placement_rows.Bar("here", Range(2.0, 1.0, 8.0), {"read": second, "compute": second})
    drawn = placement_chart.chart([bar], "label")
    read, compute = re.findall(r"M([\d.]+) [\d.]+h([\d.]+)v15", drawn)
    assert float(read[1]) == pytest.approx(float(compute[1]), rel=0.01)
    assert float(compute[0]) - float(read[0]) == pytest.approx(float(read[1]), rel=0.02)
    assert {"read", "compute"} <= set(re.findall(r">(\w+)<", drawn))
    assert "here 2 s (1 to 8 s) (read 1 s, compute 1 s)" in drawn


def test_a_bar_of_unknown_terms_is_one():
    bar = placement_rows.Bar("here", Range(2.0, 1.0, 3.0), {})
    assert len(re.findall(r"h[\d.]+v15", placement_chart.chart([bar], "label"))) == 1


def test_nothing_that_takes_no_time_is_drawn():
    nothing = placement_rows.Bar("here", Range(0.0, 0.0, 0.0), {})
    assert placement_chart.chart([nothing], "label") == ""
    assert placement_chart.chart([], "label") == ""


def test_colours_are_named_where_a_bar_is_too_short_for_its_terms(found):
    drawn = placement_chart.chart(placement_rows.chosen_bars(found), "label")
    used = {name for name, value in found.terms.items() if value.value > 0}
    names = set(re.findall(r">(\w+)</(?:tspan|text)>", drawn))
    assert used <= names


def test_a_limit_that_nothing_meets_is_a_warning():
    late = pipeline([RESIZE], places=PLACES, limit_s=1e-6)
    html = mimebundle(late)["text/html"]
    assert 'class="head warn"' in html
    assert "No assignment takes at most" in plain(late)


def test_an_assignment_of_ones_own_stands_alone():
    own = evaluate([RESIZE, CLASSIFY], "cpu")
    assert "instead" not in plain(own)
    assert "least" not in plain(own).partition(" Each")[0]


def test_what_isnt_known_has_no_column(found):
    unpriced = dataclasses.replace(
        found,
        usd_per_million=None,
        steps=tuple(dataclasses.replace(s, usd_per_million=None) for s in found.steps),
        reasons={"usd_per_million": "the price of here isn't known"},
    )
    assert "$ a million" not in pages.Page(mimebundle(unpriced)["text/html"]).text.partition(
        "instead")[0]  # fmt: skip
    assert "the price of here isn't known" in plain(unpriced)


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("function", [RESIZE, HOSTILE])
def test_it_stays_small_narrow_and_harmless(function, count):
    many = [dataclasses.replace(function, name=f"{function.name} {at}") for at in range(count)]
    placed = evaluate(many, "cpu")
    bundle = mimebundle(placed)
    assert saved_size(bundle) <= SAVED_BYTES
    assert all(len(line) <= 80 for line in bundle["text/plain"].splitlines())
    page = page_of(placed)
    assert not page.tags & {"script", "img"}
    assert not {"onerror", "onclick"} & page.attributes
    if count > 1:
        assert "more" in bundle["text/plain"]
