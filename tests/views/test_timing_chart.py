import re

from jupyter_perf.views.timing_chart import Bar, chart


def test_one_bar_is_no_comparison():
    assert chart([Bar("a", 2.0, 1.9, 2.1, True)]) == ""
    assert chart([]) == ""


def test_faster_lies_right_of_no_gain_and_slower_left():
    svg = chart([Bar("a", 10.0, 9.0, 11.0, True), Bar("b", 0.5, 0.4, 0.6, False)])
    one = float(re.search(r'<line x1="([\d.]+)"', svg)[1])
    (x_fast, w_fast), (x_slow, w_slow) = (
        (float(x), float(w))
        for x, w in re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)"', svg)
    )
    assert x_fast == one
    assert abs(x_slow + w_slow - one) < 0.2
    assert w_fast > w_slow > 0


def test_labels_are_escaped_and_extremes_stay_inside():
    bars = [Bar("<b>" * 40, 1e6, 0.0, float("inf"), True), Bar("b", float("nan"), 1, 1, False)]
    svg = chart([*bars, Bar("c", 1.0, 1.0, 1.0, False)])
    assert "<b>" not in svg
    assert "nan" not in svg
    assert all(0 <= float(x) <= 620 for x in re.findall(r'x\d?="(-?[\d.]+)"', svg))
