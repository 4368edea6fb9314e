"""What comes out of a pipeline's estimate, and what is said of odd input."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.core import targets
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import Target
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.pipelines import (
    SHIPPED,
    STORAGES,
    Function,
    Placement,
    Storage,
    evaluate,
    pipeline,
    place,
    what_if,
)
from jupyter_perf.estimation.pipelines.drawing import Draws, range_of

ONE = [Function("f", 1e9, 1e6, 1e5)]
TWO = [
    Function("resize", 2e8, 4e6, 6e5),
    Function("classify", 8e9, 6e5, 4e3, fixed_bytes=26e6, precision="int8"),
]
FACTORS = st.floats(1.0, 100.0)


class TestWhatIsFound:
    def test_terms_add_up_to_steps_and_steps_to_the_whole(self):
        found = pipeline(TWO, cold_share=0.1)
        for step in found.steps:
            assert sum(each.value for each in step.terms.values()) == pytest.approx(
                step.seconds.value
            )
        assert sum(step.seconds.value for step in found.steps) == pytest.approx(found.seconds.value)
        assert sum(each.value for each in found.terms.values()) == pytest.approx(
            found.seconds.value
        )
        assert sum(step.joules.value for step in found.steps) == pytest.approx(found.joules.value)

    def test_it_survives_json(self):
        for found in (pipeline(TWO), pipeline(TWO, objective="cost", limit_s=1e-9)):
            assert Placement.from_json(found.to_json()) == found
        with pytest.raises(ValueError, match="not a Placement"):
            Placement.from_json("{}")

    def test_a_table_of_it_has_a_row_for_each_function(self):
        frame = pipeline(TWO).to_frame()
        assert list(frame["function"]) == ["resize", "classify"]
        assert (frame["seconds_low"] <= frame["seconds"]).all()
        assert not frame.isna().any(axis=None)

    def test_an_alternative_is_what_it_takes_alone(self):
        for each in pipeline(TWO).alternatives:
            alone = evaluate(TWO, each.place)
            assert each.seconds == alone.seconds
            assert each.usd_per_million == alone.usd_per_million
            assert each.slower.value >= 1 - 1e-9

    def test_what_two_assignments_share_cancels_out_of_their_ratio(self):
        found = pipeline(TWO, places=["dsa-in-storage", "fpga-in-storage"], objective="latency")
        worse = max(found.alternatives, key=lambda each: each.seconds.value)
        width = worse.slower.high / worse.slower.low
        assert width < 0.5 * worse.seconds.high / worse.seconds.low

    def test_the_same_again(self):
        assert pipeline(TWO) == pipeline(TWO)
        assert pipeline(TWO, seed=1).seconds.value == pipeline(TWO).seconds.value

    @pytest.mark.parametrize("name", SHIPPED)
    def test_a_processor_copies_nothing_and_who_sits_in_the_storage_reads_nothing(self, name):
        terms = evaluate(ONE, name).terms
        assert (terms["read"].value == 0) == place(name).in_storage
        assert (terms["copy"].value == 0) == (name == "cpu")

    def test_no_bytes_wait_for_nothing(self):
        terms = evaluate([Function("tick", 0, 0, 0)], "rtx-2080-ti").terms
        assert terms["stack"].value > 0
        assert all(each.value == 0 for term, each in terms.items() if term != "stack")

    def test_cold_starts_load_weights(self):
        heavy = dataclasses.replace(TWO[1], fixed_bytes=5e9)
        warm, cold = (evaluate([heavy], "cpu", cold_share=share).seconds for share in (0, 1))
        assert cold.value - warm.value == pytest.approx(0.5 + 0.05 + 5e9 / 90e6)


class TestLaws:
    @settings(max_examples=15, deadline=None, derandomize=True)
    @given(FACTORS, st.sampled_from(["latency", "energy", "cost"]))
    def test_a_faster_network_never_costs_more(self, factor, objective):
        slow, fast = what_if(TWO, bandwidth=(1, factor), objective=objective)
        assert value(fast.placement, objective) <= value(slow.placement, objective) * (1 + 1e-9)

    @settings(max_examples=15, deadline=None, derandomize=True)
    @given(FACTORS, st.sampled_from(["latency", "energy", "cost"]))
    def test_a_larger_payload_never_costs_less(self, factor, objective):
        small, large = what_if(TWO, payload=(1, factor), objective=objective)
        assert value(large.placement, objective) >= value(small.placement, objective)

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(st.floats(0.01, 100), st.floats(0, 1), st.floats(1, 10))
    def test_draws_keep_to_their_range(self, middle, below, above):
        stated = Range(middle, middle * below, middle * above)
        drawn = Draws(4000).of("x", stated)
        assert drawn[0] == middle
        assert (drawn >= 0).all()
        found = range_of(drawn)
        assert found.low == pytest.approx(max(stated.low, 0), rel=0.1, abs=0.05 * middle)
        assert found.high == pytest.approx(stated.high, rel=0.1)

    def test_eight_of_ten_draws_are_within(self):
        drawn = Draws(5000).of("x", Range(3.0, 1.0, 5.0))
        assert np.mean((drawn >= 1) & (drawn <= 5)) == pytest.approx(0.8, abs=0.03)

    @pytest.mark.parametrize("name", SHIPPED)
    def test_every_place_is_sourced_and_dated(self, name):
        found = place(name)
        assert found.name == name
        assert found.source
        assert found.source_url.startswith("https://")
        assert found.date
        assert found.confidence in ("high", "medium", "low")
        assert found.price_basis in ("rented", "owned")
        assert found.active_w.value > found.waiting_w.value > 0

    @pytest.mark.parametrize("store", STORAGES, ids=lambda each: each.name)
    def test_every_storage_is_sourced(self, store):
        assert store.source
        assert store.source_url.startswith("https://")
        assert store.date
        assert store.confidence in ("high", "medium", "low")

    @pytest.mark.parametrize("name", [name for name in targets.names() if name != "here"])
    def test_every_target_can_be_a_place_or_says_why_not(self, name):
        if not {"fp32"} & set(targets.get(name).dense_tflops):
            with pytest.raises(
                UsageError, match=r"operations a second are unknown|memory are unknown"
            ):
                evaluate(ONE, name)
            return
        found = evaluate(ONE, name)
        assert 0 < found.seconds.low <= found.seconds.high < math.inf
        assert (found.usd_per_million is None) == ("usd_per_million" in found.reasons)


def value(found, objective):
    field = {"latency": "seconds", "energy": "joules", "cost": "usd_per_million"}[objective]
    return getattr(found, field).value


class TestOddInput:
    @pytest.mark.parametrize("nothing", [[], (), iter([])])
    def test_no_functions(self, nothing):
        with pytest.raises(UsageError, match="at least one function"):
            pipeline(nothing)

    @pytest.mark.parametrize("wrong", [ONE[0], "resize", None, 3])
    def test_no_list(self, wrong):
        with pytest.raises(UsageError, match="list of `Function`s"):
            pipeline(wrong)

    @pytest.mark.parametrize("field", ["operations", "bytes_in", "bytes_out", "bytes_moved"])
    @pytest.mark.parametrize("amount", [-1, math.nan, math.inf, "many", True])
    def test_amounts_that_make_no_sense(self, field, amount):
        given = {"name": "f", "operations": 1, "bytes_in": 1, "bytes_out": 1, field: amount}
        with pytest.raises(UsageError, match=f"f: `{field}` is a number from 0 on"):
            pipeline([given])

    def test_numbers_of_numpy_are_numbers(self):
        assert Function("f", np.int64(3), np.float32(2), 1).bytes_in == 2

    def test_fields_that_there_are_not(self):
        with pytest.raises(UsageError, match="a function of a pipeline has name, operations"):
            pipeline([{"name": "f", "flops": 3}])

    def test_unknown_names(self):
        with pytest.raises(UsageError, match="did you mean dsa-in-storage"):
            pipeline(ONE, places=["dsa-storage"])
        with pytest.raises(UsageError, match="there are cpu"):
            pipeline(ONE, places=["qqqqq"])
        with pytest.raises(UsageError, match="did you mean object-store"):
            pipeline(ONE, storage="object")
        with pytest.raises(UsageError, match="`objective` is one of latency, energy, cost"):
            pipeline(ONE, objective="speed")
        with pytest.raises(UsageError, match="`handover` is one of"):
            pipeline(ONE, handover="pipe")
        with pytest.raises(UsageError, match="no precision 'fp33'"):
            Function("f", 1, 1, 1, precision="fp33")

    @pytest.mark.parametrize("bandwidth", [0, -1.0, math.inf])
    def test_no_bandwidth(self, bandwidth):
        with pytest.raises(UsageError, match="the bandwidth of own must be above 0"):
            Storage.of(bandwidth)
        with pytest.raises(UsageError, match="`link_bytes_per_s` must be above 0"):
            place("rtx-2080-ti").but(link_bytes_per_s=Range(bandwidth, bandwidth, bandwidth))
        with pytest.raises(UsageError, match="factor"):
            what_if(ONE, bandwidth=[bandwidth])

    @pytest.mark.parametrize("limit", [0, -1, math.nan, math.inf, "1 s"])
    def test_limits_that_make_no_sense(self, limit):
        with pytest.raises(UsageError, match="`limit_s` must be seconds above 0"):
            pipeline(ONE, limit_s=limit)

    @pytest.mark.parametrize("share", [-0.1, 1.1, math.nan, "all"])
    def test_cold_shares_that_make_no_sense(self, share):
        with pytest.raises(UsageError, match="share from 0 to 1"):
            pipeline(ONE, cold_share=share)

    def test_no_places_or_two_of_a_name(self):
        with pytest.raises(UsageError, match="at least one place"):
            pipeline(ONE, places=[])
        with pytest.raises(UsageError, match="two different places are named cpu"):
            pipeline(ONE, places=["cpu", place("cpu").but(stack_s=Range(1, 1, 1))])
        assert pipeline(ONE, places=["cpu", "cpu"]).places == ("cpu",)

    def test_fewer_places_than_functions(self):
        with pytest.raises(UsageError, match="2 functions need as many places, not 1"):
            evaluate(TWO, ["cpu"])

    def test_a_field_that_a_place_has_not(self):
        with pytest.raises(UsageError, match="a place has no 'watts'"):
            place("cpu").but(watts=3)

    def test_what_does_not_fit_runs_elsewhere_and_that_is_said(self):
        huge = [Function("f", 1e9, 6e9, 1e3)]
        found = pipeline(huge)
        assert found.places in {("cpu",), ("rtx-2080-ti",)}
        assert "needs 6.00 GB" in found.reasons["dsa-in-storage: f"]

    def test_what_fits_nowhere(self):
        with pytest.raises(UsageError, match="f can run nowhere"):
            pipeline([Function("f", 1e9, 1e15, 1e3)])
        with pytest.raises(UsageError, match="`only` names it"):
            pipeline([dataclasses.replace(ONE[0], only="tpu-v4")])

    def test_a_function_can_be_kept_to_a_place(self):
        kept = dataclasses.replace(TWO[0], only=("cpu",))
        assert pipeline([kept, TWO[1]]).places[0] == "cpu"

    def test_a_place_without_a_price_is_left_out_of_costs_alone(self):
        found = pipeline(ONE, places=["cpu", "rtx-4090"], objective="cost")
        assert found.reasons["rtx-4090: f"] == "its price isn't known"
        timed = pipeline(ONE, places=["rtx-4090"])
        assert timed.usd_per_million is None
        assert "rtx-4090" in timed.reasons["usd_per_million"]

    @pytest.mark.parametrize("seed", [-1, 0.5, "a", None, math.inf])
    def test_seeds_that_make_no_sense(self, seed):
        for ask in (lambda: pipeline(ONE, seed=seed), lambda: evaluate(ONE, "cpu", seed=seed)):
            with pytest.raises(UsageError, match="`seed` is a whole number"):
                ask()

    @pytest.mark.parametrize(
        ("ask", "said"),
        [
            (lambda: evaluate(ONE, None), "a place for each function, not None"),
            (lambda: pipeline(ONE, places=3), "names or `Place`s, not 3"),
            (lambda: pipeline(ONE, storage=None), "no storage named"),
            (lambda: Function("f", 1, 1, 1, only=3), "`only` holds names of places, not 3"),
            (lambda: Function("f", 1, 1, 1, precision=["fp32"]), "no precision"),
            (lambda: place("cpu").but(stack_s=3), "`stack_s` is a Range, not 3"),
            (lambda: what_if(ONE, bandwidth="fast"), "factors above 0"),
        ],
    )
    def test_what_is_of_another_type(self, ask, said):
        with pytest.raises(UsageError, match=said):
            ask()

    def test_one_factor_needs_no_list(self):
        assert what_if(ONE, bandwidth=2.0) == what_if(ONE, bandwidth=[2.0])

    def test_work_that_runs_at_another_precision_is_named(self):
        half = [Function("f", 1e9, 1e6, 1e3, precision="fp16")]
        assert "arm-in-storage runs fp16 as fp32" in evaluate(half, "arm-in-storage").assumptions
        assert not any("runs" in each for each in evaluate(ONE, "arm-in-storage").assumptions)

    def test_every_shipped_accelerator_has_a_peak_for_eight_bits(self):
        eight = [Function("f", 1e10, 1e3, 1e3, precision="int8")]
        single = [Function("f", 1e10, 1e3, 1e3)]
        for name in SHIPPED[1:]:
            fast, slow = (evaluate(each, name).terms["compute"].value for each in (eight, single))
            assert fast < slow, name

    def test_a_place_without_peaks_says_what_is_missing(self):
        unknown = Target("odd", "Odd", memory_gb=8)
        with pytest.raises(UsageError, match="bytes a second of its memory are unknown"):
            pipeline(ONE, places=[unknown])
