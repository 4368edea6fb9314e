"""What SlimFit's freezing saves when a small transformer is tuned, and what it costs in accuracy.

For each share of layers that is frozen: the activations at the peak of a step, traced without
weights and looked at in real steps, against those of plain tuning; and the accuracy after tuning,
over several seeds, against plain tuning from the same start. The paper's figures (Ardakani et al.,
arXiv 2305.18513, read 2026-11) are of BERT and ViT, for which it also keeps activations in 8 bits
and prunes them; the method here freezes alone. Writes .bench/slimfit.json.

    python tests/bench/bench_slimfit.py [--quick] [--seeds N]
"""

from __future__ import annotations

import argparse
import copy
import functools
import json
import os
import statistics
import sys
from pathlib import Path
from typing import Any

import torch
from slimfit_task import AFTER, BEFORE, Reader, Sequences, accuracy, loss_of

from jupyter_perf.core.machine import this_machine
from jupyter_perf.core.units import size
from jupyter_perf.tradeoff.making import Making
from jupyter_perf.tradeoff.methods import applied
from jupyter_perf.tradeoff.stepping import Stepper
from jupyter_perf.tradeoff.trace import Trace, Variant, traces
from jupyter_perf.tradeoff.trace.step import watched

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "slimfit.json"
RATES = (0.0, 0.5, 0.7, 0.9, 0.95)
PAPER = "the paper, on BERT and ViT: 2.2× less memory on average, 3.1× at most; up to 0.4% accuracy"
BATCH = 32
MEMORY_BATCH = 256
"""At which activations outweigh weights, as in what the paper tunes."""
LEARNING_RATE = 1e-3


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one seed, few steps: only a trial")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=300, help="steps of the first training")
    parser.add_argument("--tuning", type=int, default=400, help="steps of each tuning")
    asked = parser.parse_args()
    if asked.quick:
        asked.seeds, asked.first, asked.tuning = 1, 60, 30
    torch.set_num_threads(1)
    load = os.getloadavg()[0]
    print(f"{this_machine().cpu}, torch {torch.__version__}, one thread, load {load:.1f}")
    print(f"{asked.seeds} seed(s), {asked.tuning} steps of tuning\n")
    memory = {rate: activations(rate) for rate in RATES}
    found = [tuned(seed, asked.first, asked.tuning) for seed in range(asked.seeds)]
    rows = [row(rate, memory, found) for rate in RATES]
    print(
        "frozen   activations traced        in real steps        whole peak   accuracy  difference"
    )
    for each in rows:
        _print(each)
    print(PAPER)
    RESULT.parent.mkdir(exist_ok=True)
    about = {"torch": torch.__version__, "load": [load, os.getloadavg()[0]], "paper": PAPER}
    RESULT.write_text(json.dumps({"about": about | vars(asked), "rows": rows}, indent=1) + "\n")
    return 0


def activations(rate: float) -> dict[str, int]:
    """Bytes at the peak: what the forward pass made, traced and real, and all there is, traced."""
    torch.manual_seed(0)
    ids, answer = Sequences(BEFORE, 0).batch(MEMORY_BATCH)
    loss = functools.partial(loss_of, answer)
    name, options = ("slimfit", {"slimfit.rate": rate}) if rate else ("none", {})
    (found,) = traces(
        Reader().train(), (ids,), [Variant(methods=name, options=options)], train=True, loss=loss
    )
    if not isinstance(found, Trace):
        raise SystemExit(f"{name} at {rate}: {found.reason}")
    making = Making(Reader().train(), (ids,), loss=loss, options=options)
    real = watched(applied(name, making))
    return {
        "traced": found.breakdown.get("activations", 0),
        "real": real["breakdown"].get("activations", 0),
        "peak": found.peak_bytes,
    }


def tuned(seed: int, first: int, tuning: int) -> dict[float, float]:
    """Accuracy after tuning, by the share that was frozen; all from one start."""
    torch.manual_seed(seed)
    start = Reader().train()
    _train(Making(start), Sequences(AFTER, seed), first)
    after = {}
    for rate in RATES:
        making = Making(copy.deepcopy(start), options={"slimfit.rate": rate, "slimfit.seed": seed})
        making = applied("slimfit" if rate else "none", making)
        _train(making, Sequences(BEFORE, 1000 + seed), tuning)
        after[rate] = accuracy(making.model, BEFORE)
    return after


def _train(making: Making, data: Sequences, steps: int) -> None:
    """With the schedule that the method brings, as a loop of a user's own would."""
    optimizer = torch.optim.AdamW(making.model.parameters(), lr=LEARNING_RATE)
    making = making.replaced(optimizer=optimizer)
    stepper: Stepper | None = None
    for _ in range(steps):
        ids, answer = data.batch(BATCH)
        batch = making.replaced(args=(ids,), loss=functools.partial(loss_of, answer))
        if stepper is None:
            stepper = Stepper(batch)
        stepper.making = batch
        stepper.step()
    for schedule in making.before_each:
        if hasattr(schedule, "end"):
            schedule.end()


def row(
    rate: float, memory: dict[float, dict[str, int]], found: list[dict[float, float]]
) -> dict[str, Any]:
    here, plain = memory[rate], memory[0.0]
    lost = [each[rate] - each[0.0] for each in found]
    return {
        "rate": rate,
        **here,
        "saved_traced": plain["traced"] / here["traced"],
        "saved_real": plain["real"] / here["real"],
        "saved_peak": plain["peak"] / here["peak"],
        "accuracy": [each[rate] for each in found],
        "difference": lost,
        "spread": statistics.stdev(lost) if lost[1:] else None,
    }


def _print(each: dict[str, Any]) -> None:
    points = 100 * statistics.fmean(each["difference"])
    spread = "" if each["spread"] is None else f" ± {100 * each['spread']:.1f}"
    print(
        f"{each['rate']:>6.0%}   {size(each['traced']):>9} {each['saved_traced']:>6.2f}× less"
        f"   {size(each['real']):>9} {each['saved_real']:>6.2f}× less {each['saved_peak']:>6.2f}×"
        f" less {statistics.fmean(each['accuracy']):>9.1%}  {points:+.1f}{spread} points"
    )


if __name__ == "__main__":
    sys.exit(main())
