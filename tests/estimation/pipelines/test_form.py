"""The paper's comparisons, in direction, without anything fitted to them."""

from __future__ import annotations

import math

import pytest
import serving_pipelines as bench

from jupyter_perf.estimation.pipelines import Function, evaluate, pipeline

DSA, GPU = bench.DSA, bench.GPU


@pytest.fixture(scope="module")
def rows():
    return {row["check"]: row for row in bench.rows()}


@pytest.mark.parametrize("name", bench.pipelines())
def test_a_small_accelerator_in_the_storage_beats_a_gpu_behind_the_network(name):
    functions = bench.pipelines()[name]
    near, far = (evaluate(functions, at, handover="storage") for at in (DSA, GPU))
    assert far.seconds.value > near.seconds.value
    assert far.joules.value > near.joules.value
    assert far.usd_per_million.value > near.usd_per_million.value
    assert far.bound == "read" or far.bound == "write"


def test_the_network_takes_most_of_the_gpus_latency(rows):
    assert rows[f"share of the network in the latency of {GPU}"]["low"] > 0.5


def test_with_local_storage_the_gpu_wins():
    functions = bench.pipelines()["vit_b_16"]
    near, far = (evaluate(functions, at, storage="local-nvme") for at in (DSA, GPU))
    assert far.seconds.value < near.seconds.value


def test_with_much_to_compute_for_each_byte_the_gpu_wins():
    render = [Function("render", 1e15, 1e6, 1e6, precision="int8")]
    assert pipeline(render).places == (GPU,)
    assert pipeline(render, places=[DSA, "arm-in-storage"]).places == (DSA,)


def test_ratios_point_where_the_papers_do(rows):
    stated = [row for row in rows.values() if row["paper"] is not None]
    assert len(stated) == 6
    for row in stated:
        assert row["ours"] > 1
        assert row["paper"] / 1.5 < row["ours"] < row["paper"] * 1.5, row
    arm, fpga = (rows[f"{at} over {DSA}: latency"]["ours"] for at in (bench.ARM, bench.FPGA))
    assert arm > fpga


def test_there_is_a_bandwidth_from_which_the_gpu_wins(rows):
    name = next(name for name in rows if name.startswith("GB/s from which"))
    assert math.isfinite(rows[name]["ours"])
