"""How many attention scores LeOPArd and SPRINT prune of a small transformer, and what it costs.

A transformer of two blocks reads the eight rows of a digit. From the same trained weights LeOPArd
learns thresholds at several penalties, over several seeds, against the same training with exact
attention; SPRINT prunes by the same thresholds on products of few bits. Accuracy is of a third of
the digits, held out, another one for each seed. Nothing is timed: pruned scores save time in the
papers' hardware only (1.9× for LeOPArd's, arXiv 2204.03227; 7.5× for SPRINT's, arXiv 2209.00606).
Writes .bench/attention.json.

    python tests/bench/bench_attention.py [--quick] [--seeds N]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from scipy import stats
from torch import Tensor, nn
from torch.nn import functional

from jupyter_perf.core.machine import this_machine
from jupyter_perf.sparsity.attention import leopard, sprint

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "attention.json"
PENALTIES = (0.05, 0.2, 1.0)
BITS = (3, 4, 8)
AT = 0.2
"""The penalty whose thresholds SPRINT takes."""
Batches = list[tuple[Tensor, Tensor]]


class Reader(nn.Module):
    """Of rows of pixels."""

    def __init__(self, width: int = 32, heads: int = 4) -> None:
        super().__init__()
        self.into, self.out = nn.Linear(8, width), nn.Linear(width, 10)
        self.places = nn.Parameter(0.1 * torch.randn(8, width))
        layer = nn.TransformerEncoderLayer(width, heads, 2 * width, 0.0, batch_first=True)
        self.blocks = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)

    def forward(self, rows: Tensor) -> Tensor:
        seen = self.blocks(self.into(rows) + self.places)
        return self.out(seen.mean(1))  # type: ignore[no-any-return]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two seeds, few steps: only a trial")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--penalties", type=float, nargs="+", default=PENALTIES)
    asked = parser.parse_args()
    seeds, epochs, steps = (2, 2, 20) if asked.quick else (asked.seeds, 15, 300)
    torch.set_num_threads(1)
    load = os.getloadavg()[0]
    print(f"{this_machine().cpu}, torch {torch.__version__}, one thread, load {load:.1f}")
    print(f"digits by rows, two blocks of four heads, {steps} steps, {seeds} seeds\n")
    runs = [run for seed in range(seeds) for run in one_seed(seed, epochs, steps, asked.penalties)]
    rows = [summary(name, [each for each in runs if each["name"] == name]) for name in names(runs)]
    print("                     pruned    accuracy, %: before  exact   after  after - exact")
    for each in rows:
        _print(each)
    if not asked.quick:
        RESULT.parent.mkdir(exist_ok=True)
        about = {"torch": torch.__version__, "load": [load, os.getloadavg()[0]], "steps": steps}
        RESULT.write_text(json.dumps({"about": about | vars(asked), "rows": rows, "runs": runs}))
    return 0


def one_seed(
    seed: int, epochs: int, steps: int, penalties: Sequence[float]
) -> list[dict[str, Any]]:
    train, held_out = digits(seed)
    torch.manual_seed(seed)
    model = Reader()
    optimizer = torch.optim.Adam(model.parameters(), 2e-3)
    for inputs, answers in (pair for _ in range(epochs) for pair in train):
        optimizer.zero_grad()
        functional.cross_entropy(model(inputs), answers).backward()
        optimizer.step()

    def accuracy(tried: nn.Module) -> float:
        right = sum(int((tried(x).argmax(1) == y).sum()) for x, y in held_out)
        return 100 * right / sum(len(y) for _, y in held_out)

    common: dict[str, Any] = {"held_out": held_out, "metric": torch.no_grad()(accuracy)}
    found = []
    for weight in penalties:
        learned = leopard(model, train, steps=steps, lr=1e-3, weight=weight, seed=seed, **common)
        found.append(
            {
                "name": f"LeOPArd {weight:g}",
                "share": learned.share,
                "before": learned.metric_before,
                "exact": learned.metric_control,
                "after": learned.metric_after,
                "bits": learned.bits,
            }
        )
        if weight == AT:
            found += [_approximated(learned, bits, train, common) for bits in BITS]
    return found


def _approximated(learned: Any, bits: int, train: Batches, common: Any) -> dict[str, Any]:
    rough = sprint(learned.model, train, bits=bits, **common)
    scores = sum(each.scores for each in rough.layers)
    agreed = sum(each.scores * (each.agreement or 0.0) for each in rough.layers)
    return {
        "name": f"SPRINT {bits} bits",
        "share": rough.share,
        "before": learned.metric_before,
        "exact": learned.metric_control,
        "after": rough.metric_after,
        "agreement": agreed / scores,
    }


def digits(seed: int) -> tuple[Batches, Batches]:
    """(to train on, held out) in batches of 64."""
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(seed))
    x = torch.tensor(pixels / 16, dtype=torch.float32).reshape(-1, 8, 8)[order]
    y, cut = torch.tensor(labels)[order], 2 * len(labels) // 3

    def batches(at: slice) -> Batches:
        return list(zip(x[at].split(64), y[at].split(64), strict=True))

    return batches(slice(cut)), batches(slice(cut, None))


def names(runs: Sequence[dict[str, Any]]) -> list[str]:
    """In the order in which they came."""
    return list(dict.fromkeys(each["name"] for each in runs))


def summary(name: str, runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Means over seeds; the paired difference with its 80% interval."""
    row: dict[str, Any] = {"name": name}
    for key in ("share", "before", "exact", "after", "bits", "agreement"):
        if key in runs[0]:
            row[key] = statistics.fmean(each[key] for each in runs)
    differences = [each["after"] - each["exact"] for each in runs]
    error = statistics.stdev(differences) / math.sqrt(len(runs))
    half, change = float(stats.t.ppf(0.9, len(runs) - 1)) * error, statistics.fmean(differences)
    return row | {"change": [change, change - half, change + half]}


def _print(row: dict[str, Any]) -> None:
    more = f"bits looked at, modelled: {row['bits']:.1f} of 12" if "bits" in row else ""
    if "agreement" in row:
        more = f"decides as exact scores: {row['agreement']:.1%}"
    change = "{:+.2f} ({:+.2f} to {:+.2f})".format(*row["change"])
    means = f"{row['before']:20.2f}{row['exact']:8.2f}{row['after']:8.2f}"
    print(f"{row['name']:20}{row['share']:7.1%}{means}  {change:24} {more}")


if __name__ == "__main__":
    sys.exit(main())
