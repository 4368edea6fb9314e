"""What functions and magics return, and what is in it."""

from __future__ import annotations

from .describing import described

KINDS = {
    "A refinement": (
        "`jp.refine` and `%%refine`.",
        (
            "jupyter_perf.refinement.result.Refinement",
            "jupyter_perf.refinement.verdict.Faster",
            "jupyter_perf.refinement.verdict.NotFaster",
            "jupyter_perf.refinement.verdict.Different",
            "jupyter_perf.refinement.verdict.Failed",
            "jupyter_perf.refinement.verdict.Unverifiable",
            "jupyter_perf.refinement.verdict.Evidence",
            "jupyter_perf.measure.timing.Timing",
            "jupyter_perf.core.code.Candidate",
            "jupyter_perf.refinement.conversation.record.Conversation",
        ),
    ),
    "An estimate": (
        "`jp.estimate` and `%%estimate`: an `Estimate`, or a `Comparison` of several targets.",
        (
            "jupyter_perf.estimation.result.Estimate",
            "jupyter_perf.estimation.result.Comparison",
            "jupyter_perf.estimation.result.Row",
            "jupyter_perf.estimation.result.Size",
            "jupyter_perf.estimation.result.Fits",
            "jupyter_perf.estimation.result.Actual",
        ),
    ),
    "Cycles of blocks": (
        "`%%estimate --blocks` and `jupyter_perf.estimation.blocks.estimate`.",
        (
            "jupyter_perf.estimation.blocks.result.BlockEstimate",
            "jupyter_perf.estimation.blocks.result.Block",
            "jupyter_perf.estimation.blocks.result.Prediction",
            "jupyter_perf.estimation.blocks.result.Instruction",
        ),
    ),
    "Machines to serve on": (
        "`%%estimate --serve`, and `jp.estimate` with a workload of kind `serve`.",
        ("jupyter_perf.estimation.serving.result.ServingEstimate",),
    ),
    "A frontier": (
        "`jp.papaya` and `%papaya`.",
        (
            "jupyter_perf.tradeoff.result.Frontier",
            "jupyter_perf.tradeoff.result.Point",
            "jupyter_perf.tradeoff.result.Law",
            "jupyter_perf.tradeoff.result.Device",
        ),
    ),
    "A report of sparse training": (
        "`jp.sparsify` and `%%sparsify --compare`.",
        (
            "jupyter_perf.sparsity.result.SparsityReport",
            "jupyter_perf.sparsity.result.Summary",
            "jupyter_perf.sparsity.result.Run",
            "jupyter_perf.sparsity.result.Latency",
        ),
    ),
    "Hardware and progress": (
        "",
        ("jupyter_perf.core.targets.Target", "jupyter_perf.core.progress.Progress"),
    ),
}


def text() -> str:
    """By what was asked."""
    parts = [
        "All are frozen: results are values. Each is displayed by itself in a notebook, prints as"
        " text, and goes through `to_json` and back. A `Range` is a number with its 80% interval."
    ]
    for title, (about, names) in KINDS.items():
        parts += [f"## {title}", about, *(described(name, level=3) for name in names)]
    return "\n\n".join(part for part in parts if part)
