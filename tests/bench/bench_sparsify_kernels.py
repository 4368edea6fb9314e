"""Products with packed weights against PyTorch's dense ones, on this machine.

All sides take turns, so that a load that changes hurts all of them; each ratio is dense time over
the other's, the median of the turns with an 80% interval. `served` is what a packed module does:
packed where that was measured to be faster, else dense. One thread is timed by its processor time,
which others on the machine don't change; several threads, and whole models, by wall time.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from jupyter_perf.core.machine import this_machine
from jupyter_perf.measure import load
from jupyter_perf.sparsity import latency, packing
from jupyter_perf.sparsity.forms import Trained
from jupyter_perf.sparsity.kernels import building, choosing
from jupyter_perf.sparsity.kernels.calling import NotBuilt
from jupyter_perf.sparsity.packed_modules import PackedLinear, PackedMatrix

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "sparsify-kernels.json"
SIDES = (512, 1024, 2048, 4096)
BATCHES = (1, 8, 64)
PATTERNS = ("2:4", "1:4", "1:8", "1:16")
SAMPLE_SECONDS = 2e-3
"""Of one turn of one side, by several products where one is shorter."""
AIM, FLOOR = 2.0, 0.95
"""At 2:4 and batch 1 in fp32, and for everything that is served."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, nargs="*", help="default: 1, and all")
    parser.add_argument("--sides", type=int, nargs="*", default=SIDES)
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    parser.add_argument("--patterns", nargs="*", default=PATTERNS)
    parser.add_argument("--seconds", type=float, default=0.5, help="of turns of each row")
    asked = parser.parse_args()
    threads = asked.threads or sorted({1, torch.get_num_threads()})
    print(f"{this_machine().cpu} · {load.describe(('torch', 'numba', 'numpy'))}")
    there = [f"{kind}: {why or 'there'}" for kind, why in building.reasons().items()]
    print(f"kernels: {', '.join(there)}\n")
    choosing.forget()
    rows: list[dict[str, Any]] = []
    for count in threads:
        torch.set_num_threads(count)
        for row in itertools.chain(products(asked), models(asked)):
            rows.append({**row, "threads": count, "load": os.getloadavg()[0]})
            show(rows[-1])
    print("\n" + "\n".join(summary(rows)))
    RESULT.parent.mkdir(exist_ok=True)
    told = {"cpu": this_machine().cpu, "torch": torch.__version__, "load": os.getloadavg()}
    RESULT.write_text(json.dumps({**told, "kernels": building.reasons(), "rows": rows}))
    return 0


def products(asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """One square layer for each size, pattern, kind of number and batch."""
    for side in asked.sides:
        for pattern in asked.patterns:
            n, m = map(int, pattern.split(":"))
            weight = sparse(side, side, n, m)
            dense = nn.Linear(side, side, bias=False)
            dense.weight.data = weight
            for number in ("fp32", "int8"):
                sides = {kind: layer(weight, n, m, number, kind) for kind in kinds(n, m, number)}
                served = layer(weight, n, m, number, None)
                for batch in asked.batches:
                    x = torch.randn(batch, side)
                    passes: dict[str, Callable[[], object]] = {
                        "dense": functools.partial(dense, x),
                        "served": functools.partial(served, x),
                        **{kind: functools.partial(each, x) for kind, each in sides.items()},
                    }
                    about = {"what": f"{side}x{side}", "pattern": pattern, "number": number}
                    with torch.inference_mode():
                        ratios = raced(passes, asked.seconds)
                    yield {**about, "batch": batch, "ratios": ratios}


def raced(passes: dict[str, Callable[[], object]], seconds: float) -> dict[str, list[float]]:
    """Each side's [ratio, low, high] and, of dense, its seconds."""
    clock = time.thread_time if torch.get_num_threads() == 1 else time.perf_counter
    loops = {}
    for name, one in passes.items():
        one()
        loops[name] = max(1, math.ceil(SAMPLE_SECONDS / min(_took(one, 1, clock) for _ in "ab")))
    times: dict[str, list[float]] = {name: [] for name in passes}
    order, shuffle = list(passes), random.Random(0)
    ends = time.perf_counter() + seconds
    for turn in range(latency.TURNS):
        if turn >= latency.LEAST_TURNS and time.perf_counter() > ends:
            break
        shuffle.shuffle(order)  # in a fixed one, some would always find their weights in a cache
        for name in order:
            times[name].append(_took(passes[name], loops[name], clock))
    found = {"dense": [statistics.median(times["dense"])]}
    for name, own in times.items():
        if name != "dense":
            pairs = zip(times["dense"], own, strict=True)
            r = latency.median_range([a / b for a, b in pairs])
            found[name] = [r.value, r.low, r.high]
    return found


def _took(one: Callable[[], object], loops: int, clock: Callable[[], float]) -> float:
    start = clock()
    for _ in range(loops):
        one()
    return max((clock() - start) / loops, 1e-9)


def models(asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A whole MLP and a block of a transformer, through files, as they are served."""
    torch.manual_seed(0)
    mlp = nn.Sequential(
        nn.Linear(784, 1024), nn.ReLU(), nn.Linear(1024, 1024), nn.ReLU(), nn.Linear(1024, 10)
    )
    block = nn.TransformerEncoderLayer(512, 8, 2048, batch_first=True)
    for name, model, one in (
        ("MLP 784-1024-1024-10", mlp, torch.randn(1, 784)),
        ("block 512/2048, 16 tokens", block, torch.randn(1, 16, 512)),
    ):
        for pattern in asked.patterns:
            n, m = map(int, pattern.split(":"))
            patterns = pruned(model, n, m)
            trained = Trained(model, patterns, "random", pattern)
            forms = ["packed", "int8", "packed-int8"]
            budget = 6 * asked.seconds * len(asked.batches)
            found = latency.latencies(trained, one, asked.batches, budget=budget, forms=forms)
            for batch in asked.batches:
                own = [each for each in found if each.batch == batch]
                ratios: dict[str, list[float]] = {}
                for each in own:
                    if each.form == "dense" and each.seconds is not None:
                        ratios["dense"] = [each.seconds.value]
                    elif each.ratio is not None:
                        r = each.ratio
                        ratios[each.form] = [r.value, r.low, r.high]
                yield {
                    "what": name, "pattern": pattern, "number": "", "batch": batch,
                    "ratios": ratios,
                }  # fmt: skip


def sparse(rows: int, inputs: int, n: int, m: int) -> torch.Tensor:
    groups = torch.randn(rows, inputs // m, m)
    drop = torch.rand(groups.shape).argsort(-1)[..., : m - n]
    return groups.scatter(-1, drop, 0.0).reshape(rows, inputs)


def pruned(model: nn.Module, n: int, m: int) -> dict[str, str]:
    """All linear layers whose inputs divide, pruned at random; their names and pattern."""
    patterns = {}
    for name, layer in model.named_modules():
        if type(layer) is nn.Linear and layer.in_features % m == 0:
            layer.weight.data = sparse(layer.out_features, layer.in_features, n, m)
            patterns[f"{name}.weight"] = f"{n}:{m}"
    return patterns


def kinds(n: int, m: int, number: str) -> list[str]:
    found = []
    for kind in building.KINDS:
        try:
            building.built(n, m, number == "int8", kind)
        except NotBuilt:
            continue
        found.append(kind)
    return found


def layer(weight: torch.Tensor, n: int, m: int, number: str, kind: str | None) -> PackedLinear:
    """Of one kernel, or (None) of the one that would be served, falling back to dense."""
    packed = packing.pack(weight.numpy().view(np.uint32), n, m)
    if number == "int8":
        from jupyter_perf.sparsity.levels import to_levels

        whole, scales = to_levels(packed.values.view(np.float32), "int8")
        rows, inputs = weight.shape
        packed = packing.Packed(n, m, rows, inputs, whole, packed.places, scales)
    return PackedLinear(PackedMatrix(packed, "float32", kind), None, choose=kind is None)


def show(row: dict[str, Any]) -> None:
    dense = row["ratios"].get("dense", [float("nan")])[0]
    others = [
        f"{name} {r[0]:.2f} ({r[1]:.2f}–{r[2]:.2f})"
        for name, r in row["ratios"].items()
        if name != "dense"
    ]
    print(
        f"{row['threads']} threads {row['what']:26} {row['pattern']:5} {row['number']:5}"
        f"batch {row['batch']:<3} dense {dense * 1e6:8.0f} us  {', '.join(others)}",
        flush=True,
    )


def summary(rows: list[dict[str, Any]]) -> list[str]:
    """The aims, and what came of them."""
    first = [
        row["ratios"]["served"][0]
        for row in rows
        if (row["pattern"], row["number"], row["batch"]) == ("2:4", "fp32", 1)
        and "served" in row["ratios"]
    ]
    served = [row["ratios"].get("served") or row["ratios"].get("packed") for row in rows]
    known = [each for each in served if each]
    low = sum(each[2] < FLOOR for each in known)
    middle = sum(each[0] < FLOOR for each in known)
    said = f"{len(known)} served: {middle} below {FLOOR} by the median, {low} surely (80% interval)"
    least = [f"{each:.2f}" for each in first]
    return [f"2:4 fp32 batch 1, aim {AIM}: {', '.join(least) or 'not run'}", said, load.load()]


if __name__ == "__main__":
    sys.exit(main())
