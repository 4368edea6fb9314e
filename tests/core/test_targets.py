"""Laws that every row of the catalogue keeps, and how targets are found."""

import copy
import json
import pickle
import re
from importlib import metadata

import pytest

from jupyter_perf.core import targets
from jupyter_perf.core.targets import catalogue, finding, rows
from jupyter_perf.core.targets.target import CONFIDENCES, PRECISIONS, Target
from jupyter_perf.errors import UsageError

SHIPPED = catalogue.shipped()
FINER = [("fp16", "tf32"), ("fp8", "fp16"), ("int8", "fp16")]
"""Fewer bits are never slower."""


@pytest.fixture(autouse=True)
def _fresh():
    yield
    for cached in (finding._registry, finding._thing):
        cached.cache_clear()


@pytest.fixture
def plugged(monkeypatch):
    """Puts things behind entry points of the group `jupyter_perf.targets`."""

    class Point:
        def __init__(self, name, thing):
            self.name = name
            self.thing = thing

        def load(self):
            return self.thing

    def plug(**things):
        points = [Point(name.replace("_", "-"), thing) for name, thing in things.items()]
        monkeypatch.setattr(metadata, "entry_points", lambda group: points)
        finding._registry.cache_clear()
        finding._thing.cache_clear()

    return plug


def test_there_are_many_and_each_has_a_name_of_its_own():
    assert len(SHIPPED) >= 35
    assert len({target.name for target in SHIPPED}) == len(SHIPPED)
    assert len({target.title for target in SHIPPED}) == len(SHIPPED)
    assert {target.kind for target in SHIPPED} == set(targets.KINDS)


@pytest.mark.parametrize("target", SHIPPED, ids=lambda target: target.name)
class TestEveryRow:
    def test_the_name_can_be_typed(self, target):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", target.name)
        assert targets.get(target.name) is target

    def test_it_is_sourced_and_every_price_dated(self, target):
        assert target.source
        assert re.fullmatch(r"https://\S+", target.source_url)
        dated = re.fullmatch(r"20[2-9]\d(-(0[1-9]|1[0-2]))?", target.price_date)
        assert bool(target.usd_per_hour) == bool(target.price_source) == bool(dated)
        assert target.confidence in CONFIDENCES

    def test_its_units_are_plausible(self, target):
        assert 1 <= target.memory_gb <= 1000
        assert target.bandwidth_gb_per_s is None or 10 <= target.bandwidth_gb_per_s <= 20_000
        assert target.tdp_w is None or 5 <= target.tdp_w <= 2000
        assert target.usd_per_hour is None or 0.01 <= target.usd_per_hour <= 50
        assert all(0.05 <= peak <= 20_000 for peak in target.dense_tflops.values())
        assert target.kind != "cpu" or target.cores

    def test_sparse_is_no_slower_than_dense_and_at_most_twice_as_fast(self, target):
        for precision, sparse in target.sparse_tflops.items():
            dense = target.dense_tflops[precision]
            assert dense <= sparse <= 2.02 * dense, precision

    def test_fewer_bits_are_no_slower(self, target):
        for fewer, more in FINER:
            if {fewer, more} <= set(target.dense_tflops):
                assert target.dense_tflops[fewer] >= target.dense_tflops[more]

    def test_memory_can_be_read_in_a_plausible_time(self, target):
        if target.bandwidth_gb_per_s:
            assert 0.01 <= target.memory_gb / target.bandwidth_gb_per_s <= 1

    def test_it_survives_json_copies_and_other_processes(self, target):
        assert Target.from_json(json.loads(json.dumps(target.to_json()))) == target
        assert pickle.loads(pickle.dumps(target)) == target
        assert copy.deepcopy(target) == target
        assert hash(target) == hash(copy.copy(target))


def test_peaks():
    h100 = targets.get("h100")
    assert h100.peak_tflops("fp16", sparse=True) == 2 * h100.peak_tflops("fp16")
    assert h100.peak_tflops("fp32", sparse=True) == h100.peak_tflops("fp32")
    assert targets.get("v100-16gb").peak_tflops("fp8") is None


@pytest.mark.parametrize("name", ["H100", " rtx_4090 ", "RTX 4090", "TPU-v5e"])
def test_names_are_forgiving(name):
    assert targets.get(name).title


@pytest.mark.parametrize(
    ("name", "near"), [("a100", "a100-80gb"), ("h10", "h100"), ("4090", "rtx-4090"), ("", "lists")]
)
def test_an_unknown_name_is_answered_with_those_that_are_near(name, near):
    with pytest.raises(UsageError, match=near):
        targets.get(name)


@pytest.mark.parametrize(
    "wrong",
    [
        {"memory_gb": 0},
        {"memory_gb": float("nan")},
        {"usd_per_hour": -1.0},
        {"tdp_w": float("inf")},
        {"kind": "toaster"},
        {"dense_tflops": {"fp64": 1.0}},
        {"sparse_tflops": {"fp16": 0.0}},
    ],
)
def test_values_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="mine"):
        Target("mine", "my machine", **wrong)


def test_here_is_this_machine():
    found = targets.get("here")
    assert found is targets.get("HERE")
    assert targets.names()[0] == "here"
    assert targets.table()[0] is found
    assert found.title
    assert found.cores >= 1
    assert found.memory_gb > 0.1


def test_plug_ins_add_targets_and_broken_ones_are_named(plugged):
    def breaks():
        raise OSError("no such board")

    mine = Target("mine", "my board", memory_gb=4.0)
    plugged(mine=mine, made=lambda: Target("made", "made when asked"), h100=mine, odd=3, bad=breaks)
    assert targets.get("mine") is mine
    assert targets.get("made").title == "made when asked"
    assert targets.get("h100").title == "H100 80 GB SXM", "what is shipped wins its name"
    assert {"mine", "made"} <= set(targets.names())
    assert not {"odd", "bad"} & set(targets.names())
    assert [target.name for target in targets.table()][-2:] == ["made", "mine"]
    assert set(targets.disabled()) == {"h100", "odd", "bad"}
    assert "no such board" in targets.disabled()["bad"]
    with pytest.raises(UsageError, match="odd"):
        targets.get("odd")


def test_precisions_have_columns():
    columns = catalogue.FILE.read_text("utf-8").splitlines()[0].split(",")
    for precision in PRECISIONS:
        assert f"{precision}_{rows.unit_of(precision)}" in columns


@pytest.mark.parametrize(
    ("name", "vendor", "has"),
    [
        ("p100", "NVIDIA", False), ("my-k80", "", False), ("rtx-2080-ti", "NVIDIA", False),
        ("titan-v", "", False), ("t4", "", False), ("a40", "NVIDIA", None), ("mi100", "AMD", None),
        ("p100", "Acme", None),
    ],
)  # fmt: skip
def test_older_gpus_are_known_to_lack_bfloat16(name, vendor, has):
    assert Target(name, name, vendor=vendor).has_bf16 is has
    assert Target(name, name, vendor=vendor, kind="cpu").has_bf16 is None


def test_the_compute_capability_decides_where_it_is_said():
    assert rows.target_of_row({"name": "p100", "compute_capability": "8.0"}).has_bf16
    assert rows.target_of_row({"name": "mine", "compute_capability": "7.5"}).has_bf16 is False
    assert targets.get("t4").has_bf16 is targets.get("v100-16gb").has_bf16 is False
    assert targets.get("a100-40gb").has_bf16
    assert targets.get("mi300x").has_bf16 is None
    nvidia = [each for each in targets.table() if each.vendor == "NVIDIA"]
    assert all(each.compute_capability for each in nvidia)
