"""What machines are planned for in the benchmark and in tests: the authors' example, small cases
with all options, and large ones by a rough roofline."""

from __future__ import annotations

import numpy as np

from jupyter_perf.core import targets
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.terms import EDGES, Buckets, Instance, Requests, Throughput

MACHINES = (
    "t4", "l4", "a10g", "l40s", "v100-16gb", "a100-40gb", "a100-80gb", "h100", "h200", "b200",
)  # fmt: skip
WEIGHTS_GB, GFLOP_PER_TOKEN, CACHE_GB_PER_TOKEN = 14.0, 14.0, 1.3e-4
"""Of 7 billion parameters in half precision, and of keys and values in 32 layers of 4,096 with few
heads of their own."""


def requests(shares: object) -> Requests:
    """By size, with ends that don't matter here."""
    matrix = np.asarray(shares, float)
    ends = [tuple(25 * (at + 1) for at in range(size)) for size in matrix.shape]
    return Requests(Buckets(ends[0], ends[1]), matrix, matrix, matrix, "made up")


def able(value: object, low: float = 0.8, high: float = 1.25) -> Throughput:
    matrix = np.asarray(value, float)
    return Throughput(matrix, matrix * low, matrix * high, "profile")


def example(**options: object) -> Problem:
    """The one that Mélange's authors publish: 3 A10G and 1 A100-80GB, $6.70 an hour."""
    return Problem(
        requests([[0.2, 0.1], [0.5, 0.2]]),
        30.0,
        (Instance("A10G", "a10g", 1.01), Instance("A100-80GB", "a100-80gb", 3.67)),
        {"A10G": able([[2, 1], [5, 2]]), "A100-80GB": able([[20, 20], [40, 20]])},
        **{"slices": 1, **options},  # type: ignore[arg-type]
    )


def small(seed: int) -> Problem:
    """At most three machines, three sizes and two slices, with any of the options."""
    random = np.random.default_rng(seed)
    kinds, sizes = int(random.integers(1, 4)), int(random.integers(1, 4))
    shares = random.dirichlet(np.ones(sizes)) * (random.random(sizes) < 0.9)
    shares = shares / shares.sum() if shares.sum() else np.full(sizes, 1 / sizes)
    instances, throughputs = [], {}
    for at in range(kinds):
        least = int(random.choice([0, 0, 0, 1]))
        most = None if random.random() < 0.6 else least + int(random.integers(0, 5))
        price = round(float(random.uniform(0.2, 5)), 2) * float(random.random() < 0.95)
        works = float(random.choice([1.0, 1.0, 0.9]))
        instances.append(Instance(f"m{at}", "x", price, 1, "spot", most, least, works))
        served = np.round(random.uniform(0.5, 8, sizes), 1) * (random.random(sizes) < 0.85)
        throughputs[f"m{at}"] = able(served[None])
    return Problem(
        requests(shares[None]),
        float(random.choice([0.0, 0.5, 4.0, 10.0, 25.0])),
        tuple(instances),
        throughputs,
        slices=int(random.integers(1, 3)),
        spare=float(random.choice([0.0, 0.0, 0.25])),
        survive=int(random.choice([0, 0, 1])),
        min_replicas=int(random.choice([0, 0, 2, 5])),
    )


def plain(seed: int, sizes: int = 3, kinds: int = 3, slices: int = 2) -> Problem:
    """A small case without options, which the paper doesn't have."""
    random = np.random.default_rng(seed)
    names = [f"m{at}" for at in range(kinds)]
    return Problem(
        requests(random.dirichlet(np.ones(sizes))[None]),
        float(random.uniform(2, 20)),
        tuple(Instance(name, "x", round(float(random.uniform(0.5, 5)), 2)) for name in names),
        {name: able(random.uniform(0.5, 8, sizes)[None]) for name in names},
        slices=slices,
    )


def large(
    seed: int, rate: float, *, noise: float = 0.15, structured: bool = True, **options: object
) -> Problem:
    """Ten machines of the catalogue at its prices, a hundred sizes, by a rough roofline for a model
    of 7 billion parameters, with noise as measurements have it; where it isn't `structured`,
    throughputs have nothing to do with each other."""
    random = np.random.default_rng(seed)
    inputs, outputs = np.meshgrid(np.array(EDGES, float), np.array(EDGES, float), indexing="ij")
    shares = np.exp(random.normal(0, 1.5, inputs.shape))
    shares /= shares.sum()
    instances, throughputs = [], {}
    for name in MACHINES:
        target = targets.get(name)
        instances.append(Instance(name, name, target.usd_per_hour or 0.0))
        usual = _roofline(target, inputs, outputs)
        by_price = np.full(inputs.shape, instances[-1].usd_per_hour)
        noises = np.exp(random.normal(0, noise if structured else 1.0, inputs.shape))
        throughputs[name] = able((usual if structured else by_price) * noises)
    asked = Requests(Buckets(EDGES, EDGES), shares, inputs, outputs, "made up")
    return Problem(asked, rate, tuple(instances), throughputs, **options)  # type: ignore[arg-type]


def _roofline(target: targets.Target, inputs: np.ndarray, outputs: np.ndarray) -> np.ndarray:
    cache = (inputs + outputs) * CACHE_GB_PER_TOKEN
    batch = np.floor(((target.memory_gb or 0.0) * 0.9 - WEIGHTS_GB) / cache)
    gb_per_s = target.bandwidth_gb_per_s or 1.0
    prompt = inputs * GFLOP_PER_TOKEN / ((target.peak_tflops("fp16") or 1.0) * 1e3 * 0.5)
    token = (WEIGHTS_GB / np.maximum(batch, 1) + cache) / gb_per_s
    found: np.ndarray = np.where(batch >= 1, 1 / (prompt + outputs * token), 0.0)
    return found
