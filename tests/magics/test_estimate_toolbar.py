"""Estimates that a front end asks for over the comm: nothing runs, no cell gets an output."""

import pytest

MIME_TYPE = "application/vnd.jupyter-perf.result+json"


def ask(front, source, options="", cell="c9"):
    front.say({"type": "estimate", "cell": cell, "source": source, "options": options})


def test_a_cell_is_estimated_without_running_or_showing_anything(kernel, front):
    ask(front, "%%estimate --budget 5\nx = 77\nx", {"budget": 3, "target": ["here"], "again": True})
    report = front.message("progress", toolbar=True)
    assert report["kind"] == "estimate"
    assert report["data"]["kind"] == "estimate"
    assert report["data"]["progress"]["phase"] == "estimating"
    done = front.message("done")
    assert (done["kind"], done["state"], done["cell"]) == ("estimate", "done", "c9")
    data = done["bundle"][MIME_TYPE]
    assert (data["kind"], data["state"], data["source"]) == ("estimate", "done", "x = 77\nx")
    assert data["run"] == done["run"]
    assert kernel.ask("'x' in globals()") == "False"
    assert kernel.ask("costs.ASKED[-1].budget") == "3.0"
    shown = ("display_data", "update_display_data", "stream", "error")
    assert not [message for message in front.heard if message["msg_type"] in shown]


def test_a_refined_cell_can_be_estimated_too(kernel, front):
    ask(front, "%%refine --budget 9\nx = 78")
    assert front.message("done")["bundle"][MIME_TYPE]["source"] == "x = 78"


def test_it_can_be_stopped(kernel, front):
    kernel.run("costs.PLAN['endless'] = True")
    ask(front, "x = 79")
    report = front.message("progress", state="running")
    front.say({"type": "stop", "job": report["job"]})
    done = front.message("done")
    assert done["state"] == "stopped"
    assert done["bundle"][MIME_TYPE]["result"]["stopped"] == "by you"


@pytest.mark.parametrize(
    ("source", "options", "said"),
    [
        ("x = 1", "--run", "--run is for %%estimate"),
        ("x = 1", "--nonsense", "unrecognized arguments"),
        ("%%time\nx = 1", "", "this is a cell for %%time"),
        ("x = (", "", "line 1"),
        ("", "", "there is nothing to estimate"),
    ],
)
def test_what_cant_be_asked_is_answered(kernel, front, source, options, said):
    ask(front, source, options)
    done = front.message("done")
    assert (done["kind"], done["state"], done["cell"]) == ("estimate", "failed", "c9")
    assert said in done["message"]


def test_models_are_estimated_for_a_button_too(kernel, front):
    ask(front, "", {"config": "gpt2", "target": "h100"})
    assert front.message("done")["state"] == "done"
    assert kernel.ask("costs.ASKED[-1].kind").replace("\\'", "'") == "'config'"


def test_what_isnt_a_message_is_ignored(kernel, front):
    for wrong in ({"source": 3}, {"source": "x", "options": 3}, {}):
        front.say({"type": "estimate", **wrong})
    ask(front, "x = 80", cell=None)
    done = front.message("done")
    assert done["cell"] is None
    assert kernel.ask("len(costs.ASKED)") == "1"


def test_two_at_once_take_turns(kernel, front):
    ask(front, "x = 81", cell="a")
    ask(front, "x = 82", cell="b")
    assert {front.message("done")["cell"], front.message("done")["cell"]} == {"a", "b"}
