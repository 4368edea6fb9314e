from pathlib import Path

import estimates
import pytest

from jupyter_perf import views
from jupyter_perf.estimation.result import Comparison

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def widget_of():
    made = []

    def make(found):
        made.append(found.widget())
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_slider_changes_time_memory_and_whether_it_fits(widget_of):
    widget = widget_of(estimates.extrapolated())
    (slider,) = widget.sliders
    assert (slider["label"], slider["own"]) == ("orders (rows)", 200_000.0)
    before = widget.plot["mark"]
    assert widget.headline.startswith("About 41 min (34 to 50 min), 3.2 GB")
    widget.chosen = {"orders": 600_000.0}
    assert widget.headline.startswith("About 5 h 30 min")
    assert "needs 10" in widget.lines[0] or "needs 11" in widget.lines[0]
    assert widget.plot["mark"][0] > before[0]
    assert widget.plot["mark"][1] > before[1]
    assert widget.plot["line"][0] == [pytest.approx(19, abs=2), widget.plot["line"][0][1]]


def test_the_chosen_target_is_shown(widget_of):
    widget = widget_of(estimates.compared())
    assert [name.split(":")[0] for name in widget.targets] == [
        "h100", "a100-80", "l4", "m3-max", "here"
    ]  # fmt: skip
    widget.target = 2
    assert widget.headline.startswith("On NVIDIA L4 about 520 ms")
    assert "Money: $0.000058 ($0.000043 to $0.000078)" in widget.lines
    widget.target = 3
    assert "money: nobody rents out m3-max" in widget.lines


@pytest.mark.parametrize(
    "sent", [{"orders": 1e30}, {"orders": -5.0}, {"other": 3.0}, {"orders": float("nan")}]
)
def test_what_a_front_end_sends_is_taken_only_as_far_as_it_makes_sense(widget_of, sent):
    widget = widget_of(estimates.extrapolated())
    widget.chosen = sent
    assert widget.headline.startswith("About")
    widget.target = 99
    assert widget.headline.startswith("About")


@pytest.mark.parametrize(
    "found", [estimates.measured(), estimates.refused(), Comparison(()), estimates.config()]
)
def test_without_curves_there_is_nothing_to_move(widget_of, found):
    widget = widget_of(found)
    assert widget.sliders == []
    assert widget.plot == {}
    assert widget.headline


@pytest.mark.parametrize("found", [estimates.module(), estimates.compared()])
def test_the_static_form_stands_beside_it(widget_of, found):
    widget = widget_of(found)
    data, _ = widget._repr_mimebundle_()
    assert data["text/html"] == found._repr_mimebundle_()["text/html"]
    assert data[VIEW]["model_id"] == widget.model_id


def test_the_script_writes_text_and_no_html():
    script = Path(views.__file__).with_name("slider_widget.js").read_text("utf-8")
    script = script.replace("http://www.w3.org/2000/svg", "")  # a name, never asked for
    for unsafe in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "http"):
        assert unsafe not in script
