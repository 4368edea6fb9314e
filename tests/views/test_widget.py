from pathlib import Path

import examples
import pytest

from jupyter_perf import views
from jupyter_perf.views.refinement import mimebundle

VIEW = "application/vnd.jupyter.widget-view+json"


def test_all_that_was_tried_can_be_chosen():
    found = examples.every_outcome()
    widget = found.widget()
    assert widget.headline.startswith("12.3× faster")
    assert len(widget.choices) == len(found.verdicts)
    best = widget.choices[0]
    assert best["label"] == "rows-to-columns (taken)"
    assert best["code"] == found.code.rstrip("\n")
    kinds = {kind for kind, _ in best["lines"]}
    assert kinds == {" ", "-", "+", "…"}
    widget.close()


@pytest.mark.parametrize("found", [examples.every_outcome(), examples.refinement()])
def test_the_static_form_stands_beside_it(found):
    widget = found.widget()
    data, _ = widget._repr_mimebundle_()
    assert data["text/html"] == mimebundle(found)["text/html"]
    assert data[VIEW]["model_id"] == widget.model_id
    widget.close()


def test_a_result_by_itself_has_no_widget():
    assert VIEW not in examples.every_outcome()._repr_mimebundle_()


def test_the_script_writes_text_and_no_html():
    script = Path(views.__file__).with_name("widget.js").read_text("utf-8")
    script = script.replace("http://www.w3.org/2000/svg", "")  # a name, never asked for
    for unsafe in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "http"):
        assert unsafe not in script
