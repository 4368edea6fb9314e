"""Does the model of pipelines have the form of DSCS-Serverless (arXiv 2303.03483)?

The paper's comparisons beside ours, for eight pipelines of our own: its applications' sizes and
the peaks of its designs weren't at hand, so agreement in direction is what can be asked, and
nothing was fitted. Operations and parameters of the networks are those of torchvision's table of
weights (multiply-adds, here times two; 8-bit weights), of BERT-base those at 128 tokens.

    python tests/bench/serving_pipelines.py
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jupyter_perf.estimation.pipelines import Function, Placement, Storage, evaluate, pipeline

GPU, DSA, ARM, FPGA = "rtx-2080-ti", "dsa-in-storage", "arm-in-storage", "fpga-in-storage"
QUANTITIES = {"latency": "seconds", "energy": "joules", "cost": "usd_per_million"}
PAPER = {
    (ARM, "latency"): 3.7,
    (FPGA, "latency"): 1.7,
    (ARM, "energy"): 4.3,
    (FPGA, "energy"): 1.9,
    (ARM, "cost"): 3.2,
    (FPGA, "cost"): 2.3,
}
"""Over the accelerator in storage: the abstract's figures, over eight applications."""


@dataclass(frozen=True)
class Network:
    """What one pipeline runs, after preparing its payload."""

    name: str
    payload_mb: float
    input_mb: float
    gigaops: float
    parameters_m: float


NETWORKS = (
    Network("mobilenet_v3_large", 1.5, 0.15, 0.44, 5.5),
    Network("ssdlite320", 1.5, 0.31, 1.16, 3.4),
    Network("resnet50", 1.5, 0.15, 8.18, 25.6),
    Network("swin_t", 1.5, 0.15, 8.98, 28.3),
    Network("deeplabv3_mobilenet", 2.0, 0.81, 20.9, 11.0),
    Network("vit_b_16", 1.5, 0.15, 35.1, 86.6),
    Network("bert_base_128", 0.01, 0.001, 22.0, 110.0),
)
PREPARING = 200.0
"""Operations for each byte of the payload: to decode and to resize. Assumed."""


def pipelines() -> dict[str, list[Function]]:
    """Eight: seven networks after their preparation, and sums over a table."""
    found = {each.name: _of(each) for each in NETWORKS}
    found["table"] = [Function("filter", 2e7, 10e6, 1e6), Function("sum", 2e6, 1e6, 1e3)]
    return found


def _of(net: Network) -> list[Function]:
    payload, given = net.payload_mb * 1e6, net.input_mb * 1e6
    return [
        Function("prepare", PREPARING * payload, payload, given),
        Function(
            "infer",
            net.gigaops * 1e9,
            given,
            4e3,
            bytes_moved=4 * given,
            fixed_bytes=net.parameters_m * 1e6,
            precision="int8",
        ),
    ]


def rows() -> list[dict[str, Any]]:
    """Each of the paper's ratios beside ours, then where the accelerator in storage stops winning.

    `ours` is the geometric mean over the pipelines, `low` and `high` the least and the most of
    them; None where the paper gives no figure.
    """
    found = []
    for (other, quantity), stated in PAPER.items():
        ratios = [_ratio(each, other, quantity) for each in pipelines().values()]
        found.append(_row(f"{other} over {DSA}: {quantity}", ratios, stated))
    for quantity in QUANTITIES:
        ratios = [_ratio(each, GPU, quantity) for each in pipelines().values()]
        found.append(_row(f"{GPU} behind the network over {DSA}: {quantity}", ratios, None))
    near = [_ratio(each, GPU, "latency", "local-nvme") for each in pipelines().values()]
    found.append(_row(f"{GPU} with local storage over {DSA}: latency", near, None))
    return [*found, _network_share(), _by_bandwidth(), _by_operations()]


def _ratio(
    functions: list[Function], other: str, quantity: str, storage: str | Storage = "object-store"
) -> float:
    ours, theirs = (
        evaluate(functions, place, storage=storage, handover="storage") for place in (DSA, other)
    )
    return _value(theirs, quantity) / _value(ours, quantity)


def _value(found: Placement, quantity: str) -> float:
    given = getattr(found, QUANTITIES[quantity])
    assert given is not None
    return float(given.value)


def _network_share() -> dict[str, Any]:
    """How much of the GPU's latency is reading and writing the remote storage."""
    found = [evaluate(each, GPU, handover="storage") for each in pipelines().values()]
    shares = [
        (each.terms["read"].value + each.terms["write"].value) / each.seconds.value
        for each in found
    ]
    return _row(f"share of the network in the latency of {GPU}", shares, None)


def _by_bandwidth() -> dict[str, Any]:
    """From which bandwidth on the GPU is faster, in GB/s, where the network waits 0.1 ms only."""

    def bandwidth(functions: list[Function]) -> float | None:
        def slower(gb_per_s: float) -> bool:
            return _ratio(functions, GPU, "latency", Storage.of(gb_per_s * 1e9, 1e-4)) > 1

        return _turning(slower, 0.01, 100.0)

    turning = [found for each in pipelines().values() if (found := bandwidth(each)) is not None]
    return _row(f"GB/s from which {GPU} is faster, {len(turning)} of 8 pipelines", turning, None)


def _by_operations() -> dict[str, Any]:
    """From how many 8-bit operations for each byte read on the GPU is faster, behind the network:
    of 1, 10 and 100 MB."""

    def operations(count: float) -> float | None:
        def slower(each: float) -> bool:
            work = [Function("work", each * count, count, 1e4, precision="int8")]
            return _ratio(work, GPU, "latency") > 1

        return _turning(slower, 1.0, 1e9)

    turning = [found for count in (1e6, 1e7, 1e8) if (found := operations(count)) is not None]
    return _row(f"operations a byte from which {GPU} is faster", turning, None)


def _turning(slower: Callable[[float], bool], low: float, high: float) -> float | None:
    """Where it stops being slower, to 5%; None where it always or never is."""
    if slower(high) or not slower(low):
        return None
    while high / low > 1.05:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if slower(middle) else (low, middle)
    return high


def _row(name: str, values: list[float], paper: float | None) -> dict[str, Any]:
    mean = math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan
    return {
        "check": name,
        "ours": mean,
        "low": min(values, default=math.nan),
        "high": max(values, default=math.nan),
        "paper": paper,
    }


def main() -> int:
    for row in rows():
        paper = "–" if row["paper"] is None else f"{row['paper']:.1f}"
        spread = f"{row['low']:,.2f} to {row['high']:,.2f}"
        print(f"{row['check']:66} ours {row['ours']:10,.2f} ({spread:>24})  paper {paper:>4}")
    for name, functions in pipelines().items():
        best = {each: pipeline(functions, objective=each).places for each in QUANTITIES}
        print(f"{name:20} {best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
