"""Figures agree by their pixels."""

from __future__ import annotations

import pytest

from jupyter_perf.sandbox.encode import figures_open

pytest.importorskip("matplotlib")


@pytest.fixture
def plot():
    import matplotlib

    with matplotlib.rc_context({"backend": "Agg"}):
        from matplotlib import pyplot

        def draw(*heights: float):
            figure, axes = pyplot.subplots(figsize=(1, 1), dpi=50)
            axes.plot(heights)
            return figure, axes

        yield draw
        pyplot.close("all")


def test_open_figures_and_their_pixels(plot, compare):
    plot(1, 2)
    one = figures_open()
    assert one["1"].shape == (50, 50, 4)
    plot(2, 1)
    two = figures_open()
    assert list(two) == ["1", "2"]
    found = compare({"1": one["1"]}, {"1": two["2"]}, section="figures")
    assert found.text.startswith("`figure 1`: ")
    assert found.text.endswith(" of 2500 pixels differ")


def test_figures_and_axes_as_values(plot, compare):
    (figure, axes), (_, like), (other, _) = plot(1, 2), plot(1, 2), plot(2, 1)

    assert compare({"ax": axes}, {"ax": like}).notes == ("`ax`: compared as it is drawn",)
    assert "pixels differ" in compare({"fig": figure}, {"fig": other}).text
