"""This machine as a target: measured peaks, and shares of them that were seen, not assumed."""

from __future__ import annotations

import dataclasses

import pytest

from jupyter_perf.estimation.here import efficiency_here, target_here
from jupyter_perf.estimation.models.efficiency import usual
from jupyter_perf.estimation.models.roofline import Work, time_of


def test_peaks_are_those_that_kernels_reached(machine):
    found = target_here(machine())
    assert found.name == "here"
    assert found.dense_tflops["fp32"] == pytest.approx(0.1)
    assert found.bandwidth_gb_per_s == pytest.approx(25.0), "with all threads, which is more"
    assert (found.cores, found.memory_gb) == (2, 8.6)
    assert "measured on 2026-11-03" in found.source
    assert "busy" in target_here(machine(busy="others took 60%")).note


def test_shares_reach_from_the_least_kernel_to_all_of_the_peak(machine):
    found = efficiency_here(machine())
    assert found.compute.low == pytest.approx(0.4)
    assert found.compute.value == pytest.approx(0.6)
    assert found.memory.low == pytest.approx(4 / 9)
    assert found.compute.high == found.memory.high == 1.0


def test_a_share_of_nothing_else_is_no_measurement(machine):
    found = machine()
    alone = dataclasses.replace(found, probes={"matmul-fp32": found.probes["matmul-fp32"]})
    assert efficiency_here(alone) == usual(target_here(alone))
    assert target_here(alone).bandwidth_gb_per_s is None


def test_what_kernels_took_is_within_what_the_roofline_says_of_them(machine):
    found = machine()
    for name in ("matmul-fp32", "matmul-flat", "matmul-small"):
        work = Work({"fp32": found.probes[name].amount}, 0.0, launches=0)
        seconds = time_of(work, target_here(found), efficiency_here(found)).seconds
        assert seconds.low * 0.999 <= found.probes[name].seconds.value <= seconds.high * 1.001
