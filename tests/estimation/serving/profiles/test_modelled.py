"""Throughput by the roofline: laws that hold on any machine, and agreement with the cost model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import configs
from jupyter_perf.estimation.configs import inference
from jupyter_perf.estimation.configs.asked import Terms
from jupyter_perf.estimation.models import efficiency, llm
from jupyter_perf.estimation.serving import profiles, requests
from jupyter_perf.estimation.serving.profiles import steps
from jupyter_perf.estimation.serving.profiles.steps import Steps, of_groups
from jupyter_perf.estimation.serving.terms import Buckets, Instance, Slo

MODELS = ("llama-3.1-8b", "gemma-2-9b", "mixtral-8x7b")
H100 = Instance("h100", "h100", 4.0)
ENDS = (25, 100, 250, 500, 1000, 2000)
GRID = requests.read(np.ones((6, 6)), buckets=Buckets(ENDS, ENDS))


def one(slo, config="llama-3.1-8b", instance=H100, grid=GRID, **options):
    found = profiles.throughputs([instance], grid, slo, config=config, **options)
    return found[instance.name]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("devices", [1, 4])
def test_steps_are_those_of_the_cost_model(name, devices):
    model, target = configs.locate(name).model, targets.get("h100")
    made = Steps(model, target, devices=devices)
    for batch, context in ((1, 1), (8, 700), (64, 3000), (1024, 5000)):
        extra = np.broadcast_to(made.extra(np.array([context])), (3, 1))
        found = made.step(np.full((3, 1), float(batch)), extra)[:, 0]
        line = llm.decode(model, target, made.serving(batch=batch), context)
        wanted = [line.seconds.value, line.seconds.low, line.seconds.high]
        assert found == pytest.approx(wanted, rel=1e-9)
    # Between the batches that are worked out, hardly longer and never shorter.
    for batch in (9, 150, 700):
        found = made.step(np.full((3, 1), float(batch)), np.zeros((3, 1)))[0, 0]
        exact = llm.decode(model, target, made.serving(batch=batch), 1).seconds.value
        assert exact * (0.97 if name == "mixtral-8x7b" else 1 - 1e-9) <= found <= exact * 1.04


def test_prompts_are_read_together_as_far_as_they_fit():
    model, target = configs.locate("llama-3.1-8b").model, targets.get("h100")
    made = Steps(model, target)
    table = made.reading(np.array([100, 6000]))

    def exact(batch, prompt):
        return llm.prefill(model, target, made.serving(prompt, 1, batch)).seconds.value

    for group in (1, 2, 16):
        found = of_groups(table, np.full((3, 2), float(group)))[0]
        assert found[0] == pytest.approx(exact(group, 100))
        assert found[1] == pytest.approx(group * exact(1, 6000))
    assert of_groups(table, np.full((3, 2), 0.25))[0, 0] == pytest.approx(exact(1, 100) / 4)
    most = steps.PIECE_TOKENS // 100
    found = of_groups(table, np.full((3, 2), 512.0))[0, 0]
    assert found == pytest.approx(exact(most, 100) * 512 / most)


def test_one_request_at_a_time_is_what_the_configuration_says():
    model, target = configs.locate("llama-3.1-8b").model, targets.get("h100")
    size = requests.read({(700, 200): 1}, buckets=Buckets((1000,), (500,)))
    alone = inference.serve(model, llm.Serving(700, 200), target, Terms())
    # The whole answer of a request that never meets another one.
    assert one(Slo(latency=alone.seconds.value * 0.999), grid=size).value[0, 0] == 0
    assert one(Slo(latency=alone.seconds.value * 1.2), grid=size).value[0, 0] > 0
    tight = one(Slo(latency=alone.seconds.value * 1.001), grid=size).value[0, 0]
    assert tight < 1 / alone.seconds.value


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize(
    "slo", [Slo(tpot=0.02), Slo(tpot=0.1), Slo(ttft=0.3), Slo(latency=5.0), Slo(0.05, 0.5, 9.0)]
)
def test_it_falls_with_the_length_of_answer_and_prompt(name, slo):
    found = one(slo, name, Instance("pair", "h100", 8.0, devices=2))
    for each in (found.value, found.low, found.high):
        assert (np.diff(each, axis=0) <= 1e-9 * each[:-1]).all()
        assert (np.diff(each, axis=1) <= 1e-9 * each[:, :-1]).all()
    assert (found.low <= found.value).all()
    assert (found.value <= found.high).all()
    assert found.source == "modelled"


seconds = st.floats(0.005, 2.0)


@given(st.tuples(seconds, seconds, seconds), st.floats(1.0, 5.0), st.sampled_from(["l4", "h200"]))
@settings(max_examples=15, derandomize=True, deadline=None)
def test_a_looser_target_never_lowers_it(limits, factor, name):
    instance = Instance(name, name, 1.0)
    strict = one(Slo(*limits), instance=instance)
    looser = one(Slo(*(limit * factor for limit in limits)), instance=instance)
    fewer = one(Slo(tpot=limits[0]), instance=instance)
    for each in (looser, fewer):
        assert (each.value >= strict.value * (1 - 1e-9)).all()
        assert (each.low >= strict.low * (1 - 1e-9)).all()


def test_the_target_is_met_and_no_more_would_be():
    found = one(Slo(tpot=0.02)).value
    barely = one(Slo(tpot=0.02 * 1.01)).value
    assert (found[:, -1] > 0).all()
    assert (barely >= found).all()
    # Where memory allows, all of the latency that is allowed is used.
    assert (barely[3:, 1] > found[3:, 1]).all()


def test_more_devices_and_faster_ones_do_more():
    slo = Slo(tpot=0.05)
    alone = one(slo).value
    pair = one(slo, instance=Instance("pair", "h100", 8.0, devices=2)).value
    slower = one(slo, instance=Instance("l4", "l4", 1.0)).value
    assert (pair[:, 2:] > alone[:, 2:]).all()
    assert (slower < alone).all()


def test_what_was_measured_of_a_target_and_bits_count():
    slo = Slo(tpot=0.05)
    usual = efficiency.GPU
    half = efficiency.Efficiency(
        compute=usual.compute.scaled(0.5),
        memory=usual.memory.scaled(0.5),
        link=usual.link,
        launch_s=Range(5e-6, 5e-6, 5e-6),
        exchange_s=usual.exchange_s,
    )
    slower = one(slo, terms=Terms(efficiency=lambda target: half))
    assert (slower.value < one(slo).value).all()
    fewer_bits = one(slo, precision=llm.Precision(8.0, 8.0, 8.0))
    assert (fewer_bits.value > one(slo).value).all()


def test_what_does_not_fit_says_how_much_would():
    found = one(Slo(tpot=1.0), "llama-3.1-70b")
    assert not found.value.any()
    assert "doesn't fit" in found.reasons["all sizes"]
    assert "devices would do" in found.reasons["all sizes"]
    four = one(Slo(tpot=1.0), "llama-3.1-70b", Instance("four", "h100", 16.0, devices=4))
    assert (four.value > 0).all()


def test_the_models_context_and_the_cache_end_it():
    long = Buckets((1000, 8000, 60_000), (100,))
    grid = requests.read({(900, 90): 1, (7000, 90): 1, (50_000, 90): 1}, buckets=long)
    found = one(Slo(tpot=1.0), "llama-2-7b", grid=grid)
    assert found.value[0, 0] > 0
    assert profiles.why(found, long, 1, 0).startswith("longer than the 4,096 tokens")
    small = one(Slo(tpot=1.0), grid=grid, instance=Instance("rtx-4090", "rtx-4090", 1.0))
    assert small.value[2, 0] == 0
    assert "cache of one such request" in profiles.why(small, long, 2, 0)


def test_a_target_that_is_out_of_reach_needs_no_words():
    found = one(Slo(tpot=1e-4))
    assert not found.value.any()
    assert not found.reasons


def test_unknown_machines_models_and_figures():
    with pytest.raises(UsageError, match="no target named"):
        one(Slo(tpot=1.0), instance=Instance("abacus", "abacus", 1.0))
    with pytest.raises(UsageError, match="no configuration named"):
        one(Slo(tpot=1.0), "gpt-17")
    reader = one(Slo(tpot=1.0), "bert-base-uncased")
    assert "reads text and writes none" in reader.reasons["all sizes"]


def test_figures_that_nobody_says(monkeypatch):
    bare = Target("bare", "A bare device", "gpu")
    monkeypatch.setattr(targets, "get", lambda name: bare)
    found = one(Slo(tpot=1.0))
    assert "are unknown" in found.reasons["all sizes"]


def test_machines_that_are_alike_are_worked_out_once(monkeypatch):
    calls = []
    known = targets.get
    monkeypatch.setattr(targets, "get", lambda name: calls.append(name) or known(name))
    twins = [H100, Instance("spot", "h100", 1.0, kind="spot"), Instance("two", "h100", 8.0, 2)]
    found = profiles.throughputs(twins, GRID, Slo(tpot=0.05), config="llama-3.1-8b")
    assert calls == ["h100", "h100"]
    assert found["h100"] is found["spot"]


def test_the_roofline_is_evaluated_few_times(monkeypatch):
    calls = []
    for name in ("decode", "prefill"):
        exact = getattr(llm, name)
        monkeypatch.setattr(
            llm,
            name,
            lambda *given, exact=exact, **named: calls.append(1) or exact(*given, **named),
        )
    one(Slo(tpot=0.05), grid=requests.read("mixed"))
    assert len(calls) < 600  # for a hundred sizes, whatever the target


def test_profiled_and_modelled_side_by_side():
    profile = {"h100": {"tputs": np.ones((6, 6)).tolist()}}
    both = [H100, Instance("l4", "l4", 1.0)]
    found = profiles.throughputs(both, GRID, Slo(tpot=0.1), profile=profile, config="llama-3.1-8b")
    assert (found["h100"].source, found["l4"].source) == ("profile", "modelled")
