"""What sparse training adds to a step: the same step with and without its hooks, in turns.

Two copies of a model (above 1 M parameters) train side by side in one process: a step of the plain
one, without any hook, and one of the sparse one. The ratio is the median over pairs of steps, with
an 80% interval of the median from order statistics. The aim is 1.05 where a plain step takes 50 ms
or more; shorter steps are shown as they are. `--mask-every 8` is a labelled deviation: masks are
chosen anew at every 8th step only.

    python tests/bench/bench_sparsify_overhead.py [--quick] [--threads N] [NAME…]
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import scipy.stats
import torch
from torch import nn
from torch.optim import optimizer as torch_optimizer

from jupyter_perf.core.machine import this_machine
from jupyter_perf.sparsity.backends.torch.session import sparsifying
from jupyter_perf.sparsity.pattern import parse
from jupyter_perf.sparsity.recipes import recipe_of
from jupyter_perf.sparsity.training import Asked

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "sparsify-overhead.json"
PAIRS, QUICK_PAIRS = 24, 5
WARM = 6
LONG_STEP = 0.05
AIM = 1.05
RECIPES = (
    ("sr-ste", "2:4", 1),
    ("sr-ste", "1:8", 1),
    ("sr-ste", "2:4", 8),
    ("step(switch=0.001)", "2:4", 1),
    ("mask-decay(dense=0.0)", "2:4", 1),
    ("one-shot", "2:4", 1),
)
"""(recipe, pattern, masks every so many steps)."""


class Attending(nn.Module):
    """A small transformer on sequences of vectors, with a head of one number."""

    def __init__(self, width: int, depth: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(width, 4, 4 * width, 0.0, batch_first=True)
        self.blocks = nn.TransformerEncoder(layer, depth, enable_nested_tensor=False)
        self.head = nn.Linear(width, 1)

    def forward(self, x: torch.Tensor) -> Any:
        return self.head(self.blocks(x))


def mlp(width: int, depth: int) -> nn.Module:
    parts: list[nn.Module] = []
    for _ in range(depth):
        parts += [nn.Linear(width, width), nn.ReLU()]
    return nn.Sequential(*parts, nn.Linear(width, 1))


def convolving() -> nn.Module:
    parts: list[nn.Module] = [nn.Conv2d(3, 128, 3, padding=1), nn.ReLU()]
    for width, out in ((128, 128), (128, 256), (256, 256)):
        parts += [nn.Conv2d(width, out, 3, 2, padding=1), nn.ReLU()]
    return nn.Sequential(*parts, nn.Flatten(), nn.LazyLinear(1))


CASES: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "MLP 4x1024, batch 64": (lambda: mlp(1024, 4), (64, 1024)),
    "MLP 4x1024, batch 512": (lambda: mlp(1024, 4), (512, 1024)),
    "transformer 4x256, 8x128 tokens": (lambda: Attending(256, 4), (8, 128, 256)),
    "transformer 2x512, 4x128 tokens": (lambda: Attending(512, 2), (4, 128, 512)),
    "convolutions, 32 of 32x32": (convolving, (32, 3, 32, 32)),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few pairs of steps")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("names", nargs="*", help="parts of names of models")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    about = {"cpu": this_machine().cpu, "torch": torch.__version__, "threads": asked.threads,
             "load": os.getloadavg()[0]}  # fmt: skip
    print(f"{about['cpu']}, torch {about['torch']}, {asked.threads} thread(s),"
          f" load {about['load']:.1f}\n")  # fmt: skip
    rows = []
    for name, (make, shape) in CASES.items():
        if asked.names and not any(part.lower() in name.lower() for part in asked.names):
            continue
        for recipe, pattern, every in RECIPES:
            row = measured(name, make, shape, (recipe, pattern, every),
                           QUICK_PAIRS if asked.quick else PAIRS)  # fmt: skip
            rows.append(row)
            print(said(row), flush=True)
    RESULT.parent.mkdir(exist_ok=True)
    about["load after"] = os.getloadavg()[0]
    RESULT.write_text(json.dumps({"about": about, "rows": rows}), "utf-8")
    long = [row for row in rows if row["plain"] >= LONG_STEP]
    held = sum(row["ratio"] <= AIM for row in long)
    print(f"\nat most {AIM} in {held} of {len(long)} with steps of {LONG_STEP * 1e3:.0f} ms or more"
          f"; load at the end {about['load after']:.1f}")  # fmt: skip
    return 0


def measured(
    name: str,
    make: Callable[[], nn.Module],
    shape: tuple[int, ...],
    what: tuple[str, str, int],
    pairs: int,
) -> dict[str, Any]:
    """Pairs of steps of one model with one recipe."""
    torch.manual_seed(0)
    inputs = torch.randn(shape)
    plain = make()
    plain(inputs[:1])
    sparse = copy.deepcopy(plain)
    steps = {
        kind: stepping(model, inputs) for kind, model in (("plain", plain), ("sparse", sparse))
    }
    recipe, pattern, every = what
    run = Asked(*recipe_of(recipe), parse(pattern), steps=100_000, mask_every=every)
    times: dict[str, list[float]] = {"plain": [], "sparse": []}
    with sparsifying(run, {"sparse": sparse}) as session:
        for place in range(WARM + pairs):
            for kind in ("plain", "sparse") if place % 2 else ("sparse", "plain"):
                with unhooked() if kind == "plain" else contextlib.nullcontext():
                    began = time.perf_counter()
                    steps[kind]()
                    spent = time.perf_counter() - began
                if place >= WARM:
                    times[kind].append(spent)
    ratios = sorted(s / p for s, p in zip(times["sparse"], times["plain"], strict=True))
    low, high = interval(ratios)
    share = sum(layer.shape[0] * layer.shape[1] for layer in session.trained().layers)
    return {"model": name, "recipe": recipe, "pattern": pattern, "every": every,
            "parameters": sum(each.numel() for each in plain.parameters()), "matrices": share,
            "plain": statistics.median(times["plain"]), "ratio": statistics.median(ratios),
            "low": low, "high": high, "times": times}  # fmt: skip


def stepping(model: nn.Module, inputs: torch.Tensor) -> Callable[[], None]:
    optimizer = torch.optim.AdamW(model.parameters(), 1e-4)

    def step() -> None:
        optimizer.zero_grad()
        model(inputs).square().mean().backward()
        optimizer.step()

    return step


@contextlib.contextmanager
def unhooked() -> Iterator[None]:
    """Without the session's hooks, for a step that has nothing to do with it."""
    places: tuple[Any, ...] = (
        torch_optimizer._global_optimizer_pre_hooks,
        torch_optimizer._global_optimizer_post_hooks,
        nn.modules.module._global_forward_pre_hooks,
    )
    kept = [dict(each) for each in places]
    backward = torch.autograd.backward
    for each in places:
        each.clear()
    torch.autograd.backward = backward.__wrapped__  # type: ignore[attr-defined]
    try:
        yield
    finally:
        torch.autograd.backward = backward
        for each, hooks in zip(places, kept, strict=True):
            each.update(hooks)


def interval(ordered: list[float]) -> tuple[float, float]:
    """80% of the median, from order statistics (binomial, one half)."""
    count = len(ordered)
    at = max(0, int(scipy.stats.binom.ppf(0.1, count, 0.5)) - 1)
    return ordered[at], ordered[count - 1 - at]


def said(row: dict[str, Any]) -> str:
    deviation = f", masks every {row['every']}" if row["every"] > 1 else ""
    what = f"{row['recipe']} {row['pattern']}{deviation}"
    return (
        f"{row['model']:<34} {row['parameters'] / 1e6:4.1f} M  {row['plain'] * 1e3:7.1f} ms"
        f"  {what:<36} {row['ratio']:.3f} ({row['low']:.3f} to {row['high']:.3f})"
    )


if __name__ == "__main__":
    raise SystemExit(main())
