"""What is predicted under load, against a small simulation whose chance is seeded."""

from __future__ import annotations

import importlib.util

import pytest

pytest.importorskip("simpy", reason="the server is simulated with SimPy: `pip install simpy`")

import serving_simulation
import serving_speculation
from serving_simulation import Machine, Scenario

from jupyter_perf.estimation.serving.speculation import Line, Times, Traffic, of_model

LINE = Line(5e-8, 1.5e-5, 0.0066)
PLAIN = Scenario("plain", Times.ratio(LINE, 0.05), Traffic(64, most=48))
LOOKUP = Scenario(
    "lookup", Times(of_model("llama-3.1-8b", "h100").line),
    Traffic(64, 300, context=364, most=48), match=0.5, spread=True,
)  # fmt: skip
NEAR = 0.05
"""More than chance makes of so few requests."""


@pytest.mark.parametrize("load", [0.15, 0.5, 0.85])
@pytest.mark.parametrize(("acceptance", "length"), [(0.0, 0), (0.6, 3), (0.9, 7)])
def test_latency_and_batch_are_as_predicted(acceptance, length, load):
    made = serving_simulation.row(PLAIN, acceptance, length, load, requests=1500)
    assert abs(made["token_seconds_error"]) < NEAR
    assert abs(made["batch_error"]) < 2 * NEAR
    assert abs(made["tokens_per_s_error"]) < 2 * NEAR
    assert abs(made["request_seconds_error"]) < 2 * NEAR


@pytest.mark.parametrize("scenario", [PLAIN, LOOKUP])
def test_a_saturated_server_delivers_its_capacity(scenario):
    made = serving_simulation.row(scenario, 0.6, 3, load=1.3, requests=2500)
    assert abs(made["tokens_per_s_error"]) < NEAR
    assert made["request_seconds_error"] is None
    assert made["batch"] > 47


def test_lookup_with_prompts_and_answers_of_all_lengths():
    made = serving_simulation.row(LOOKUP, 0.6, 3, load=0.6, requests=3000)
    assert abs(made["token_seconds_error"]) < NEAR


def test_a_request_that_is_alone_takes_its_steps_to_the_last_digit():
    alone = Machine(PLAIN, 0.0, 0, rate=1e-3, seed=1).run(20)
    steps = [float(LINE.seconds(written, 1)) for written in range(64)]
    assert alone.token_seconds == pytest.approx(sum(steps) / 64)
    assert alone.request_seconds == pytest.approx(sum(steps))
    assert alone.batch == pytest.approx(1)


def test_prompts_read_elsewhere_are_cached_and_take_no_step():
    apart = Scenario("apart", PLAIN.times, Traffic(64, 500, most=48, prefill=False))
    alone = Machine(apart, 0.0, 0, rate=1e-3, seed=1).run(5)
    steps = [float(LINE.seconds(500 + written, 1)) for written in range(64)]
    assert alone.request_seconds == pytest.approx(sum(steps))


def test_the_same_seed_gives_the_same_server():
    one, same, other = (Machine(PLAIN, 0.5, 2, 20, seed).run(50).in_batch for seed in (1, 1, 2))
    assert one == same != other


def test_the_bench_tells_cells_apart_and_sums_them_up():
    found = list(serving_simulation.rows([PLAIN], (0.5,), (0.3, 0.6), (0, 2), share=0.02))
    cells = [(each["acceptance"], each["length"], each["load"]) for each in found]
    assert cells == [(0.3, 0, 0.5), (0.3, 2, 0.5), (0.6, 2, 0.5)]
    said = serving_simulation.summary(found)
    assert said["cells"] == 3
    assert 0 <= said["batch"]["median"] <= said["batch"]["worst"]


def test_choices_cost_little_beside_the_best():
    (low, *_) = serving_speculation.choices([PLAIN], (0.3,), (0.9,), requests=400)
    assert low["chosen"] > 1
    assert low["speed_up"] > 2
    assert low["regret"] < NEAR


def test_without_simpy_there_are_no_rows_and_a_reason(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert list(serving_simulation.rows()) == []
    assert list(serving_speculation.choices()) == []
    assert "pip install simpy" in serving_simulation.why_not()


def test_published_lengths_and_rooflines_are_printed():
    assert all(row["ours"] == row["published"] for row in serving_speculation.anchors())
    machine = [("gpt2-xl", "gpt2", "a10g")]
    (row,) = serving_speculation.lines(machine)
    assert row["bent_worst"] < row["straight_worst"]
    (row,) = serving_speculation.hurting(machine, (0.9,))
    assert row["length_alone"] > 0
