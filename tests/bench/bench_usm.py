"""What few bits cost beside few weights: dense, quantized, sparse and both, on digits.

Each way is trained over paired seeds (the same weights, batches and split under the same seed) and
compared with dense fp32 training by a paired t-test; beside it what its sparsified tensors take,
indices and scales included, against fp32. Quantized ways are trained straight-through (USM-Lite,
arXiv 2312.08553) unless it says "after". The paper, on a speech model of two billion parameters:
int4 or 2:4 alone cost nearly nothing, int2 or 1:4 alone aren't recovered from, and int4 with 2:4 is
9.4% of the size. A small perceptron says little of such a model. Writes .bench/usm.json.

    python tests/bench/bench_usm.py [--quick] [--seeds N] [--recipe NAME]
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import os
import statistics
import sys
from pathlib import Path
from typing import Any

import torch
from scipy import stats
from sparsify_tasks import TASKS
from torch import nn

from jupyter_perf.core.machine import this_machine
from jupyter_perf.sparsity.backends.torch.session import sparsifying
from jupyter_perf.sparsity.pattern import NM, parse
from jupyter_perf.sparsity.quantize import fake_quantize
from jupyter_perf.sparsity.quantize.baselines import post_training
from jupyter_perf.sparsity.recipes import recipe_of
from jupyter_perf.sparsity.training import Asked, Format
from jupyter_perf.sparsity.writing import bytes_of

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "usm.json"
TASK = TASKS["digits"]
DENSE = "dense"
HEAD = 3
"""Of the four linear layers the last is the output head: recipes leave it dense, and so does the
rounding after training."""


@dataclasses.dataclass(frozen=True)
class Way:
    """One way of making the model small."""

    pattern: str
    quantize: Format
    after: bool = False
    """Rounded after dense training, without more of it."""

    def __str__(self) -> str:
        parts = [self.pattern, "" if self.quantize == "none" else self.quantize]
        return " ".join([*filter(None, parts), *(["after"] if self.after else [])])


WAYS = (
    Way(DENSE, "none"),
    *(Way(DENSE, each, after) for each in ("int8", "int4", "int2") for after in (False, True)),
    *(Way("2:4", each) for each in ("none", "int8", "int4", "int2")),
    *(Way("1:4", each) for each in ("none", "int4", "int2")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two seeds, few steps: only a trial")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--recipe", default="sr-ste", help="of what is sparse")
    asked = parser.parse_args()
    seeds, steps = (2, 60) if asked.quick else (asked.seeds, TASK.steps)
    torch.set_num_threads(1)
    load = os.getloadavg()[0]
    print(f"{this_machine().cpu}, torch {torch.__version__}, one thread, load {load:.1f}")
    print(f"{TASK.words}, {steps} steps, {seeds} paired seeds, sparse by {asked.recipe}\n")
    found = {way: accuracies(way, asked.recipe, range(seeds), steps) for way in WAYS}
    rows = [row(way, found) for way in WAYS]
    print("                  accuracy, %        against dense         p   of fp32's bytes")
    for each in rows:
        _print(each)
    if not asked.quick:
        RESULT.parent.mkdir(exist_ok=True)
        about = {"torch": torch.__version__, "load": [load, os.getloadavg()[0]], "steps": steps}
        RESULT.write_text(json.dumps({"about": about | vars(asked), "rows": rows}, indent=1) + "\n")
    return 0


def accuracies(way: Way, recipe: str, seeds: range, steps: int) -> list[float]:
    """Of all seeds, trained side by side (`sparsify_stack`) and held to what was asked of them.

    A stack's rows are the seeds' own rows, each with a scale of its own, so that nothing of one
    seed's formats depends on another.
    """
    training = TASK.start(seeds, steps)
    dense = way.pattern == DENSE
    name = DENSE if dense else recipe
    if dense and (way.after or way.quantize == "none"):
        for _ in range(steps):
            training.step()
    else:
        pattern = NM(1, 1) if dense else parse(way.pattern)
        asked = Asked(name, recipe_of(name)[1], pattern, steps, quantize=way.quantize)
        with sparsifying(asked, {"model": training.whole}):
            for _ in range(steps):
                training.step()
    models = training.finished()
    if way.after:
        models = [post_training(each, way.quantize, _hidden(each)) for each in models]
    for each in models:
        _hold_to(way, each)
    return [training.measure(each, place) for place, each in enumerate(models)]


def _hidden(model: nn.Module) -> list[str]:
    return [name for name, each in model.named_parameters() if each.ndim > 1][:HEAD]


def _hold_to(way: Way, model: nn.Module) -> None:
    """A model that isn't what was asked for is no result."""
    weights = [model.get_parameter(name).detach() for name in _hidden(model)]
    for weight in weights:
        if way.quantize != "none" and not torch.equal(fake_quantize(weight, way.quantize), weight):
            raise SystemExit(f"{way}: the weights aren't {way.quantize}")
        if way.pattern != DENSE:
            kind = parse(way.pattern)
            assert isinstance(kind, NM)
            if int((weight.reshape(-1, kind.m) != 0).sum(1).max()) > kind.n:
                raise SystemExit(f"{way}: more than {kind} is left")


def row(way: Way, found: dict[Way, list[float]]) -> dict[str, Any]:
    """Mean and standard error; the paired difference, with its 80% interval."""
    values = found[way]
    differences = [a - b for a, b in zip(values, found[WAYS[0]], strict=True)]
    error = statistics.stdev(differences) / math.sqrt(len(values))
    half = float(stats.t.ppf(0.9, len(values) - 1)) * error
    change = statistics.fmean(differences)
    p = float(stats.ttest_1samp(differences, 0).pvalue) if error else None
    shapes = [(64, 64)] * HEAD
    size = sum(bytes_of(shape, way.pattern, way.quantize) for shape in shapes)
    return {
        "way": str(way),
        "mean": statistics.fmean(values),
        "standard_error": statistics.stdev(values) / math.sqrt(len(values)),
        "change": [change, change - half, change + half],
        "p": p,
        "size": size / sum(4 * rows * inputs for rows, inputs in shapes),
        "values": values,
    }


def _print(each: dict[str, Any]) -> None:
    change = "" if each["p"] is None else "{:+.2f} ({:+.2f} to {:+.2f})".format(*each["change"])
    p = "" if each["p"] is None else f"{each['p']:.3f}"
    mean = f"{each['mean']:.2f} ± {each['standard_error']:.2f}"
    print(f"{each['way']:18}{mean:14}{change:>26}  {p:>6}   {each['size']:.3f}")


if __name__ == "__main__":
    sys.exit(main())
