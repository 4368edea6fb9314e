"""How many devices are tried."""

import numpy as np
import pytest
from serving_results import asked

from jupyter_perf.estimation.serving import able
from jupyter_perf.estimation.serving.parts import REPLACED, LeftOut
from jupyter_perf.estimation.serving.terms import Throughput

SIZES = {(300, 100): 0.9, (30_000, 100): 0.1}


def weighed(monkeypatch, by_devices):
    """Of one target; `by_devices`: requests a second of short and of long ones."""
    question = asked("llama-3.1-8b", "h100", requests=SIZES, rate=2.0, slo=0.1)
    places = np.argwhere(question.requests.shares > 0)
    tried = []

    def made(_, instance):
        tried.append(instance.devices)
        value = np.zeros(question.requests.shares.shape)
        value[tuple(places.T)] = by_devices[instance.devices]
        return {instance.name: Throughput(value, value, value, "modelled")}

    monkeypatch.setattr(able, "_made", made)
    return able.able(question, lambda stage, done: None), tried


def test_what_only_many_devices_serve_is_found_past_those_that_bring_nothing(monkeypatch):
    by_devices = {1: (10.0, 0.0), 2: (18.0, 0.0), 4: (30.0, 0.0), 8: (50.0, 5.0)}
    found, tried = weighed(monkeypatch, by_devices)
    assert tried == [1, 2, 4, 8]
    assert [each.devices for each in found.instances] == [1, 8]


def test_more_devices_are_not_tried_where_nothing_needs_them(monkeypatch):
    by_devices = {1: (10.0, 1.0), 2: (18.0, 1.5)}
    found, tried = weighed(monkeypatch, by_devices)
    assert tried == [1, 2]
    assert [each.devices for each in found.instances] == [1]
    assert "brings nothing already" in found.left_out["8×h100"]
    assert found.kinds == dict.fromkeys(found.left_out, LeftOut(REPLACED, "h100"))


@pytest.mark.parametrize("said", [(1, 2, 4, 8), (4,)])
def test_sizes_that_were_asked_for_are_all_tried(said):
    own = {"tensor_parallel": said}
    found = able.able(
        asked("llama-3.1-8b", "h100", requests={(300, 100): 1}, rate=2.0, slo=0.1, own=own),
        lambda stage, done: None,
    )
    assert len(found.instances) + len(found.left_out) == len(said)
