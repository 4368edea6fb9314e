"""Estimates of every kind, for the tests of the views."""

import dataclasses

from jupyter_perf.core.ranges import Range
from jupyter_perf.estimation.result import (
    Actual,
    Comparison,
    Curve,
    Estimate,
    Expected,
    Fits,
    Row,
    Sampled,
    Size,
    WhatIf,
)

SOURCE = """pairs = []
for _, a in orders.iterrows():
    near = orders[(orders["x"] - a["x"]).abs() < 0.1]
    pairs.append(len(near))
total = sum(pairs)
total
"""
CREATED = "2026-11-03T13:51:00+00:00"
VERSIONS = {"python": "3.11.7", "pandas": "3.1.0", "jupyter-perf": "0.1"}


def around(value, spread=0.2):
    return Range(value, value / (1 + spread), value * (1 + spread))


def power(quantity, over, own, at_own, exponent, first=0.01, more=3.0, words="", spread=0.2):
    """A curve that grows as a power of one size, measured up to an eighth of the user's own."""

    def at(x):
        return at_own * (x / own) ** exponent

    sizes = [own * first * (0.125 / first) ** (k / 6) for k in range(7)]
    points = [own * first * (more / first) ** (k / 30) for k in range(31)]
    samples = tuple(
        Sampled({over: x}, at(x) * (1 + 0.04 * (-1) ** k), k > 1) for k, x in enumerate(sizes)
    )
    fit = tuple(
        Expected({over: x}, around(at(x), 0.02 + spread * max(0.0, (x / own) ** 0.3)))
        for x in points
    )
    return Curve(quantity, over, samples, fit, f"{over}^{exponent}", words)


def extrapolated(**changes):
    """A cell that takes minutes, by samples of one frame."""
    found = Estimate(
        "cell",
        SOURCE,
        title="this machine",
        seconds=Range(2460.0, 2040.0, 3000.0),
        peak_bytes=Range(3.2e9, 2.9e9, 3.6e9),
        joules=Range(4.5e4, 2e4, 9e4),
        grams_co2e=Range(4.8, 1.5, 11.0),
        reasons={"usd": "this machine has no price: name one in the project file"},
        bound="",
        assumptions=("381 g CO2e for each kWh (World, 2024, Ember)", "half of 85 W, assumed"),
        rows=(
            Row("pairs = []", Range(1e-5, 1e-6, 1e-4), 0.0, line=1),
            Row("for _, a in orders.iterrows():", around(2400.0), 0.976, around(3.1e9), line=2),
            Row("total = sum(pairs)", around(58.0), 0.024, line=5, note="grows about as n"),
        ),
        sizes=(
            Size("orders", 200_000.0, "rows", ("prices",)),
            Size("k", 3.0, "value", (), "fixed"),
        ),
        curves=(
            power("seconds", "orders", 2e5, 2460.0, 1.9, words="about n^1.9 in `orders`"),
            power("peak_bytes", "orders", 2e5, 3.2e9, 1.0, words="about n in `orders`"),
        ),
        what_if=(
            WhatIf("10 × orders", {"orders": 2e6}, Range(1.9e5, 1.2e5, 3e5), around(3.2e10)),
            WhatIf("100 × orders", {"orders": 2e7}, reason="too far from what was measured"),
        ),
        fits=Fits(around(4.1e9), 25.3e9, "this machine"),
        sampled="orders: 1% to 12%; groups of `customer` kept",
        notes=("the working set leaves the last cache near 40,000 rows",),
        isolation="S2 (Landlock, seccomp)",
        searched_seconds=5.1,
        created=CREATED,
        versions=VERSIONS,
    )
    return dataclasses.replace(found, **changes)


def measured(**changes):
    """A cell that fitted the budget."""
    found = Estimate(
        "cell",
        "df['a'].sum()",
        seconds=Range(0.0412, 0.0405, 0.0421),
        peak_bytes=Range(1.2e6, 1.1e6, 1.4e6),
        reasons={"joules": "too short for its power to be read"},
        measured=True,
        searched_seconds=0.6,
        created=CREATED,
        versions=VERSIONS,
    )
    return dataclasses.replace(found, **changes)


def refused(**changes):
    found = Estimate(
        "cell",
        "requests.get(url)",
        reasons={
            "seconds": "it talks to a network, which a sample may not do",
            "peak_bytes": "nothing was run",
        },
        created=CREATED,
        versions=VERSIONS,
    )
    return dataclasses.replace(found, **changes)


def module(target="h100", title="NVIDIA H100 SXM", seconds=0.041, usd=3.1e-5, layers=24, **changes):
    """A training step of a transformer on one target."""
    rows = tuple(
        Row(
            f"encoder.layers.{at}",
            around(seconds / layers * 0.9),
            0.9 / layers,
            around(2.5e8),
            flops=4.2e10,
            moved_bytes=6.1e8,
            bound="compute" if at % 3 else "memory",
        )
        for at in range(layers)
    )
    found = Estimate(
        "module",
        "Bert: 110 M parameters, a training step of 16 × 128 tokens",
        target=target,
        title=title,
        seconds=around(seconds, 0.35),
        peak_bytes=around(6.4e9, 0.1),
        joules=around(25.0, 0.5),
        grams_co2e=around(0.0029, 0.6),
        usd=around(usd, 0.35),
        bound="compute",
        assumptions=("$2.69 an hour, on-demand, RunPod, 2026-09-01",),
        rows=(*rows, Row("head", around(seconds * 0.1), 0.1, flops=1.1e11, bound="compute")),
        sizes=(Size("batch", 16, "sequences"), Size("sequence", 128, "tokens")),
        curves=(
            power("seconds", "batch", 16, seconds, 1.0, 1 / 16, 8),
            power("seconds", "sequence", 128, seconds, 1.1, 1 / 8, 8),
            power("peak_bytes", "batch", 16, 6.4e9, 0.8, 1 / 16, 8),
        ),
        what_if=(WhatIf("batch 32", {"batch": 32}, around(seconds * 1.9), around(1.1e10)),),
        fits=Fits(around(7.3e9), 80e9, title),
        figures={"parameters": 1.1e8, "mfu": Range(0.4, 0.3, 0.5), "weights_bytes": 4.4e8},
        notes=("not counted: aten::_weird_op (3 calls)",),
        created=CREATED,
        versions=VERSIONS,
    )
    return dataclasses.replace(found, **changes)


def config(**changes):
    found = Estimate(
        "config",
        "llama-3.1-8b: 512 tokens in, 128 out",
        target="a100-80gb",
        title="NVIDIA A100 80 GB",
        seconds=around(2.4, 0.3),
        peak_bytes=around(17.1e9, 0.05),
        usd=around(0.0011, 0.3),
        bound="memory",
        rows=(
            Row("decode", around(2.3, 0.3), 0.95, flops=2e12, moved_bytes=2e12, bound="memory"),
            Row("prefill", around(0.1, 0.3), 0.05, flops=8e12, moved_bytes=1.7e10, bound="compute"),
        ),
        figures={
            "tokens_per_s": around(55.0, 0.3),
            "kv_cache_bytes": 8.4e7,
            "first_token_s": around(0.1, 0.3),
            "usd_per_million": around(8.5, 0.3),
            "largest_batch": 412.0,
            "attention": "grouped",
        },
        created=CREATED,
    )
    return dataclasses.replace(found, **changes)


def api(**changes):
    found = Estimate(
        "api",
        "for text in texts:\n    client.chat.completions.create(model=m, messages=ask(text))",
        usd=Range(1.23, 0.9, 2.4),
        seconds=around(610.0, 0.6),
        rows=(Row("client.chat.completions.create", around(610.0, 0.6), 1.0, line=2, count=400),),
        figures={"calls": 400.0, "input_tokens": around(82_000, 0.05), "output_tokens": 51_200.0},
        reasons={"peak_bytes": "the model runs elsewhere", "joules": "the provider doesn't say"},
        created=CREATED,
    )
    return dataclasses.replace(found, **changes)


def after(seconds=2610.0, peak=3.3e9, ended="done"):
    """What `--run` adds."""
    return extrapolated(actual=Actual(seconds, peak, ended))


_TARGETS = (
    ("h100", "NVIDIA H100 SXM", 0.041, 3.1e-5),
    ("a100-80", "NVIDIA A100 80 GB", 0.088, 4.2e-5),
    ("l4", "NVIDIA L4", 0.52, 5.8e-5),
    ("m3-max", "Apple M3 Max", 1.1, None),
    ("here", "", 9.7, None),
)


def compared():
    """The same step on five targets, of which two have no price."""
    estimates = [module(t, title, s, usd or 1.0) for t, title, s, usd in _TARGETS]
    return Comparison(
        tuple(
            each
            if usd is not None
            else dataclasses.replace(each, usd=None, reasons={"usd": f"nobody rents out {t}"})
            for each, (t, _, _, usd) in zip(estimates, _TARGETS, strict=True)
        )
    )


ALL = {
    "extrapolated": extrapolated,
    "measured": measured,
    "refused": refused,
    "module": module,
    "config": config,
    "api": api,
    "right": after,
    "off": lambda: after(9000.0),
    "raised": lambda: after(12.0, None, "raised"),
}
