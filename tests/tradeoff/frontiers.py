"""Frontiers of made-up numbers, which follow PAPAYA's two laws: nothing in them was measured.

They are what views, magics and front ends are tested with; what the engine finds is tested where
the engine is.
"""

import dataclasses

from jupyter_perf.core.ranges import Range
from jupyter_perf.tradeoff.result import Device, Frontier, Law, MethodUsed, Point, Score

GB = 1e9
BATCHES = (1, 2, 4, 8, 16, 32, 64, 96)
CREATED = "2026-11-21T09:01:09+00:00"
METHODS = (
    MethodUsed("none", "the plain step", True, "none: this is what the others are held against"),
    MethodUsed(
        "checkpoint-blocks", "recompute each block in the backward pass", True, "none: exact"
    ),
    MethodUsed("lora", "train low-rank matrices beside frozen weights", False,
               "the weights themselves stay: often within a point of full fine-tuning"),
    MethodUsed("zero-2", "shard gradients and optimizer state", True, "none: exact", modelled=True),
    MethodUsed("chunked-loss", "the loss in pieces of the vocabulary", True, "none: exact",
               reason="its output is no large vocabulary"),
)  # fmt: skip
COSTS = {
    # per example: bytes, seconds; fixed: bytes, seconds
    "none": (0.72 * GB, 0.0040, 4.0 * GB, 0.010),
    "checkpoint-blocks": (0.30 * GB, 0.0052, 4.1 * GB, 0.010),
    "lora": (0.60 * GB, 0.0031, 1.6 * GB, 0.012),
    "zero-2": (0.72 * GB, 0.0042, 2.2 * GB, 0.015),
}
DEVICES = (
    Device("a100-40", "NVIDIA A100 40 GB", 40 * GB, 1.29, validated=False),
    Device("t4", "NVIDIA T4", 15.8 * GB, 0.35, validated=False),
)
SLOWER = {"a100-40": 1.0, "t4": 4.2}


def point(method, batch, device, sequence=512):
    per_bytes, per_seconds, bytes_, seconds = COSTS[method]
    peak = bytes_ + per_bytes * batch
    took = (max(0.012, per_seconds * batch) + seconds) * SLOWER[device.name]
    high = peak * 1.06 + 0.5 * GB
    rate = batch / took
    known = device.memory_bytes
    return Point(
        method,
        batch,
        device.name,
        sequence,
        Range(peak * 1.02 + 0.3 * GB, peak + 0.1 * GB, high),
        Range(took, took * 0.88, took * 1.15),
        Range(rate, rate / 1.15, rate / 0.88),
        None if known is None else high <= known,
        {
            "weights": bytes_ * 0.3,
            "gradients": bytes_ * 0.3,
            "optimizer": bytes_ * 0.4,
            "activations": per_bytes * batch * 0.9,
            "temporaries": per_bytes * batch * 0.1,
        },
        peak,
        Range(peak * 0.3, peak * 0.28, peak * 0.33),
        "modelled" if method == "zero-2" else "roofline",
        1,
        Range(took * 1000 / batch / 3600, took * 880 / batch / 3600, took * 1150 / batch / 3600),
    )


def score(method, device, points):
    own = [p for p in points if p.method == method and p.target == device.name and p.fits]
    plain = [p for p in points if p.method == "none" and p.target == device.name and p.fits]
    best = max((p.throughput.value for p in own), default=None)
    before = max((p.throughput.value for p in plain), default=None)
    ratio = None
    if best is not None and before is not None and method != "none":
        ratio = Range(best / before, best / before * 0.93, best / before * 1.08)
    return Score(
        method,
        device.name,
        ratio,
        None if method == "none" else 3.5e11,
        6.1e11,
        max((p.batch for p in own), default=0),
        max((p.batch for p in plain), default=0),
    )


def law(method):
    per_bytes, per_seconds, bytes_, seconds = COSTS[method]
    return Law(
        method, "a100-40", 0.012, per_seconds, seconds, per_bytes, bytes_, bytes_, 0.994, 0.999
    )


def frontier(**changes):
    """Two devices, four methods that fit the model and one that doesn't."""
    points = tuple(
        point(method.name, batch, device)
        for device in DEVICES
        for method in METHODS
        if not method.reason
        for batch in BATCHES
    )
    chosen = {}
    for device in DEVICES:
        fit = [
            (p.throughput.value, k)
            for k, p in enumerate(points)
            if p.target == device.name and p.fits and p.method in ("none", "lora")
        ]
        chosen[device.name] = max(fit)[1]
    best = points[chosen["a100-40"]]
    ratio = max(
        p.throughput.value
        for p in points
        if p.target == "a100-40" and p.fits and p.method == "none"
    )
    gain = best.throughput.value / ratio
    made = Frontier(
        f"Use `{best.method}` on a100-40: batch {best.batch} fits, {gain:.2f}×"
        f" [{gain * 0.93:.2f}, {gain * 1.08:.2f}] throughput",
        "TinyGPT (124 M parameters)",
        "tokens",
        DEVICES,
        METHODS,
        points,
        tuple(law(method.name) for method in METHODS if not method.reason),
        tuple(
            score(method.name, device, points)
            for device in DEVICES
            for method in METHODS
            if not method.reason
        ),
        chosen,
        124_000_000,
        124_000_000,
        "adamw",
        "bf16",
        64,
        1000,
        {
            "lora": 'model = frontier.apply("lora", model)\n',
            "checkpoint-blocks": 'model = frontier.apply("checkpoint-blocks", model)\n',
        },
        {"chunked-loss": "its output is no large vocabulary"},
        ("the optimizer keeps two numbers of each weight",),
        ("peaks on this kind of device are not validated on CUDA",),
        "",
        12.4,
        CREATED,
        {"torch": "2.13.0"},
    )
    return dataclasses.replace(made, **changes)


def nothing_fits():
    """No method's smallest batch fits."""
    small = (Device("tiny", "A tiny device", 1 * GB, None, validated=False),)
    points = tuple(
        dataclasses.replace(point(name, batch, DEVICES[0]), target="tiny", fits=False,
                            usd_per_epoch=None)
        for name in ("none", "checkpoint-blocks")
        for batch in (1, 2)
    )  # fmt: skip
    return frontier(
        answer="Nothing fits on tiny, not even batch 1: shard the model or freeze parts of it",
        devices=small,
        methods=METHODS[:2],
        points=points,
        laws=(),
        scores=(),
        chosen={},
        code={},
    )


def untraced():
    """Nothing could be traced at all."""
    return frontier(
        answer="Nothing can be said: the model decides by values of tensors what it does",
        devices=DEVICES[:1],
        methods=METHODS[:1],
        points=(),
        laws=(),
        scores=(),
        chosen={},
        code={},
        reasons={"all": "the model decides by values of tensors what it does"},
        notes=(),
    )


def without_times():
    """Memory is known, time is not."""
    made = frontier()
    points = tuple(
        dataclasses.replace(each, seconds=None, throughput=None, usd_per_epoch=None, source="")
        for each in made.points
    )
    scores = tuple(dataclasses.replace(each, ratio=None) for each in made.scores)
    return dataclasses.replace(
        made,
        points=points,
        scores=scores,
        reasons={"seconds": "no peak of operations is known for these targets"},
    )


def enormous():
    """Many methods with long names and texts, on many targets."""
    names = tuple(f"method-{k}-" + "very-" * 8 + "long" for k in range(40))
    devices = tuple(
        Device(f"device-{k}", "A device with a long title " * 3, (8 + 4 * k) * GB, 1.0 + k)
        for k in range(10)
    )
    methods = tuple(
        MethodUsed(name, "words " * 60, False, "costs " * 60, reason="because " * 50 if k % 5 == 4
                   else "")
        for k, name in enumerate(names)
    )  # fmt: skip
    points = tuple(
        dataclasses.replace(point("none", batch, DEVICES[0]), method=name, target=device.name)
        for device in devices
        for name in names
        for batch in (1, 8, 32)
    )
    return frontier(
        answer="x" * 2000,
        model="M" * 500,
        devices=devices,
        methods=methods,
        points=points,
        laws=tuple(dataclasses.replace(law("none"), method=name) for name in names),
        scores=(),
        chosen={device.name: 0 for device in devices},
        code=dict.fromkeys(names, "line of code\n" * 200),
        reasons={f"reason-{k}": "why " * 200 for k in range(60)},
        assumptions=("an assumption " * 40,) * 50,
        notes=("a note " * 80,) * 50,
        versions={f"package-{k}": "1.2.3" for k in range(60)},
    )


ALL = {
    "frontier": frontier,
    "nothing_fits": nothing_fits,
    "untraced": untraced,
    "without_times": without_times,
    "enormous": enormous,
}
