"""Sparsity reports of made-up numbers: nothing in them was measured.

They are what views, magics and front ends are tested with; what the engine finds is tested where
the engine is.
"""

import dataclasses

from jupyter_perf.core.ranges import Range
from jupyter_perf.sparsity.result import (
    FormatError,
    Latency,
    Run,
    Sensitivity,
    SparsityReport,
    Summary,
)
from jupyter_perf.sparsity.training import Layer, Skipped

CREATED = "2026-11-22T09:01:09+00:00"
SOURCE = "for x, y in batches:\n    step(x, y)\nacc = score(model)"
LAYERS = (("model.0.weight", (64, 64)), ("model.2.weight", (64, 64)))
HEAD = Skipped("model.4.weight", (10, 64), "the output head")
STEPS = 600
MEANS = {
    ("dense", "dense"): 95.28,
    ("step", "2:4"): 95.14,
    ("sr-ste", "2:4"): 94.52,
    ("step", "1:4"): 92.89,
    ("sr-ste", "1:4"): 92.44,
}


def run(recipe, pattern, seed=0, **changes):
    kept = {"dense": 1.0, "2:4": 0.5, "1:4": 0.25}.get(pattern, 0.5)
    made = Run(
        recipe,
        pattern,
        seed,
        metric=MEANS.get((recipe, pattern), 90.0) + 0.1 * seed,
        layers=tuple(Layer(name, shape, "Linear", kept, pattern) for name, shape in LAYERS),
        skipped=(HEAD,),
        steps=STEPS,
        losses=tuple(2.3 * 0.98**k + 0.05 for k in range(0, STEPS, 10)),
        loss_steps=tuple(range(0, STEPS, 10)),
        step_seconds=0.0012 + 0.0001 * seed,
        seconds=1.1,
        switch="arithmetic mean below 1e-8 at step 60" if recipe == "step" else "",
        model="model",
    )
    return dataclasses.replace(made, **changes)


def summary(recipe, pattern, seeds=3):
    mean = MEANS.get((recipe, pattern), 90.0) + 0.1
    gap = mean - MEANS["dense", "dense"] - 0.1
    dense = 2 * 64 * 64 * 4
    share = {"2:4": 17 / 32, "1:4": 8.5 / 32}.get(pattern)
    spread = None if recipe == "dense" or seeds < 2 else Range(gap, gap - 0.2, gap + 0.2)
    return Summary(
        recipe,
        pattern,
        "none",
        seeds,
        mean,
        0.21 if seeds > 1 else None,
        spread,
        None if spread is None else 0.04,
        0 if recipe == "dense" else 1,
        None if share is None else round(dense * share),
        dense,
    )


def latencies():
    made = []
    for pattern, ratio in (("2:4", 2.1), ("1:4", 2.6)):
        for batch in (1, 64):
            value = ratio if batch == 1 else ratio / 2
            fast = Range(value, value * 0.95, value * 1.06)
            took = 20e-6 * batch / value
            seconds = Range(took, took * 0.95, took * 1.05)
            made.append(Latency("packed", "step", pattern, batch, seconds, fast))
        made.append(
            Latency("semi-structured", "step", pattern, 1, reason="there is no CUDA device here")
        )
    dense = Range(20e-6, 19e-6, 21e-6)
    return (Latency("dense", "dense", "dense", 1, dense), *made)


def report(**changes):
    """Dense and two recipes at two patterns, three seeds each."""
    keys = list(MEANS)
    made = SparsityReport(
        "`step` 2:4 is 2.1× [2.0, 2.2] as fast as dense at batch 1 and slower at batch 64,"
        " at 0.53× the size: acc 95.24 ± 0.21, −0.14 [−0.34, +0.06] to dense."
        " The export loads with `jupyter_perf.sparsity.load` and, as ONNX, in any ONNX runtime.",
        SOURCE,
        metric="acc",
        model="Sequential (13 k parameters)",
        optimizer="Adam",
        runs=tuple(run(*key, seed) for key in keys for seed in range(3)),
        summaries=tuple(summary(*key) for key in keys),
        latency=latencies(),
        formats=tuple(
            FormatError(name, form, error, bits)
            for name, _ in LAYERS
            for form, error, bits in (("int8", 0.008, 8.5), ("int4", 0.12, 4.5))
        ),
        sensitivity=tuple(
            Sensitivity(name, pattern, error * (1 + at / 10), change)
            for at, (name, _) in enumerate(LAYERS)
            for pattern, error, change in (("2:4", 0.27, -0.02), ("1:4", 0.52, -0.31))
        ),
        masks={name: "\n".join(["0110" * 16] * 32) for name, _ in LAYERS},
        skipped=(HEAD,),
        predicted_seconds=Range(18, 14, 24),
        predicted_usd=Range(0.0002, 0.0001, 0.0003),
        reasons={"semi-structured": "there is no CUDA device here"},
        assumptions=("every run has a process of its own, with your rights",),
        notes=("T was learnt from the dense run: 600 steps",),
        seconds=16.4,
        created=CREATED,
        versions={"torch": "2.13.0"},
    )
    return dataclasses.replace(made, **changes)


def one_recipe():
    """What `%%sparsify` in the kernel leaves: one run, one seed, nothing to compare with."""
    return report(
        answer="`step` 2:4 trained in the kernel: acc 95.14 (one seed; nothing to compare with)",
        runs=(run("step", "2:4"),),
        summaries=(summary("step", "2:4", 1),),
        latency=(),
        formats=(),
        predicted_seconds=None,
        predicted_usd=None,
    )


def nothing():
    """No model was found."""
    return report(
        answer="Nothing was sparsified: no PyTorch model is trained in this cell",
        model="",
        optimizer="",
        metric="",
        runs=(Run("dense", "dense", 0, failed="no PyTorch model is trained in this cell"),),
        summaries=(),
        latency=(),
        formats=(),
        sensitivity=(),
        masks={},
        skipped=(),
        predicted_seconds=None,
        predicted_usd=None,
        notes=(),
        reasons={},
    )


def failed():
    """A recipe that ran into NaN on every seed, another that ran out of memory on one."""
    bad = [run("sr-ste", "2:4", seed, metric=None, failed="the loss is NaN from step 12 on",
               losses=(2.3, float("nan")), loss_steps=(0, 12)) for seed in range(3)]  # fmt: skip
    out = run("step", "2:4", 2, metric=None, failed="OutOfMemoryError: CUDA out of memory")
    good = [run("dense", "dense", 0), run("step", "2:4", 0), out]
    return report(
        runs=(*good, *bad),
        summaries=(summary("dense", "dense", 1), summary("step", "2:4", 1)),
        stopped="by you",
        metric="loss",
        direction="min",
    )


def enormous():
    """Many recipes and layers with long names and texts."""
    names = tuple(f"recipe-{k}-" + "very-" * 8 + "long" for k in range(60))
    layers = tuple(f"model.block.{k}." + "inner." * 10 + "weight" for k in range(200))
    runs = tuple(
        dataclasses.replace(
            run("step", "2:4"),
            recipe=name,
            switch="because " * 60,
            notes=("a note " * 60,),
            failed="broken " * 100 if k % 5 == 4 else "",
            layers=tuple(Layer(each, (4096, 4096), "Linear", 0.5, "2:4") for each in layers),
        )
        for k, name in enumerate(names)
    )
    return report(
        answer="x" * 2000,
        model="M" * 500,
        metric="m" * 300,
        runs=runs,
        summaries=tuple(dataclasses.replace(summary("step", "2:4"), recipe=n) for n in names),
        latency=tuple(
            dataclasses.replace(each, recipe=name, reason=each.reason and "because " * 80)
            for name in names
            for each in latencies()
        ),
        formats=tuple(FormatError(each, "int8", 0.01, 8.5) for each in layers),
        sensitivity=tuple(Sensitivity(each, "2:4", 0.3, -0.1) for each in layers),
        masks=dict.fromkeys(layers, "\n".join(["0110" * 16] * 32)),
        skipped=tuple(Skipped(each, (4096, 4097), "because " * 40) for each in layers),
        reasons={f"reason-{k}": "why " * 200 for k in range(60)},
        assumptions=("an assumption " * 40,) * 50,
        notes=("a note " * 80,) * 50,
        versions={f"package-{k}": "1.2.3" for k in range(60)},
    )


ALL = {
    "report": report,
    "one_recipe": one_recipe,
    "nothing": nothing,
    "failed": failed,
    "enormous": enormous,
}
