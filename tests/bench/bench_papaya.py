"""Memory and time of training steps with memory methods: predicted, and what they are here.

Eight kinds of models, plain and with methods, at seven batch sizes. Peaks traced without weights
are held against a ledger of real tensors and against PyTorch's own allocator; times fitted at three
spread sizes against the others; predicted ratios and decisions against measured ones. What is done
is kept in .bench/papaya.json and not done again (`--again` does), so that it can be stopped.

    python tests/bench/bench_papaya.py [--quick] [--again] [--threads N] [NAME…]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import papaya_judge
import torch
from papaya_models import CASES

from jupyter_perf.core.machine import this_machine

HERE = Path(__file__).resolve().parent
RESULT = HERE.parents[1] / ".bench" / "papaya.json"
CANDIDATES = (
    "checkpoint-blocks", "checkpoint-sqrt", "quantize-activations", "optimizer-in-backward",
    "adafactor", "lion", "bf16",
)  # fmt: skip
METHODS = 4
"""Of these, the first that fit a model."""
ROUNDS = 5
QUICK = "MLP", "GPT-2"
VERSION = 1
"""Of what is measured: results of another one aren't taken up again."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help=f"a trial: {', '.join(QUICK)}")
    parser.add_argument("--again", action="store_true", help="forget what was measured before")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("names", nargs="*", help="parts of names of models")
    asked = parser.parse_args()
    rounds, methods = (1, 2) if asked.quick else (ROUNDS, METHODS)
    about = {"version": VERSION, "torch": torch.__version__, "threads": asked.threads,
             "rounds": rounds, "cpu": this_machine().cpu}  # fmt: skip
    result = RESULT.with_stem("papaya-quick") if asked.quick else RESULT
    kept = {} if asked.again else _kept(result, about)
    print(f"{about['cpu']}, torch {torch.__version__}, {asked.threads} thread(s)"
          f", load {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    for name in _chosen(asked.names, quick=asked.quick):
        if name not in kept:
            load = os.getloadavg()[0]
            measured = _measured(name, asked.threads, rounds, methods)
            kept[name] = {**measured, "load": [load, os.getloadavg()[0]]}
            result.parent.mkdir(exist_ok=True)
            result.write_text(json.dumps({"about": about, "models": kept}), "utf-8")
        _print(papaya_judge.judged(name, kept[name]["rows"]), kept[name])
    found = summary([papaya_judge.judged(name, each["rows"]) for name, each in kept.items()])
    print("\nall models")
    for what, words in found.items():
        print(f"    {what:<48} {words}")
    result.write_text(json.dumps({"about": about, "summary": found, "models": kept}), "utf-8")
    return 0


def _chosen(parts: list[str], *, quick: bool) -> list[str]:
    names = [each for each in CASES if not quick or each in QUICK]
    return [n for n in names if not parts or any(part.lower() in n.lower() for part in parts)]


def _kept(result: Path, about: dict[str, Any]) -> dict[str, Any]:
    """What was measured in the same circumstances."""
    if not result.is_file():
        return {}
    stored = json.loads(result.read_text("utf-8"))
    return dict(stored["models"]) if stored["about"] == about else {}


def _measured(name: str, threads: int, rounds: int, methods: int) -> dict[str, Any]:
    chosen = _fitting(name)[:methods]
    command = [sys.executable, "one_papaya.py", name, str(threads), str(rounds), *chosen]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr.strip()[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _fitting(name: str) -> list[str]:
    from jupyter_perf.tradeoff.methods import METHODS as known

    case = CASES[name]
    making = case.making(case.batches[0])
    fit = [each for each in CANDIDATES if each in known and not known.get(each).unfit(making)]
    return fit


def _print(found: dict[str, Any], kept: dict[str, Any]) -> None:
    methods = sorted({each["method"] for each in kept["rows"]} - {"none"})
    print(f"{found['model']}: {', '.join(methods)}; load {kept['load'][0]:.1f}")
    untraced = {each["method"]: each["untraced"] for each in kept["rows"] if "untraced" in each}
    for method, why in {**kept["unfit"], **untraced}.items():
        print(f"    {method}: {why}")
    for what, words in summary([found]).items():
        print(f"    {what:<48} {words}")


def summary(models: list[dict[str, Any]]) -> dict[str, str]:
    """In words that are printed."""

    def every(key: str) -> list[Any]:
        return [each for model in models for each in model[key]]

    peaks, decisions = every("peaks"), every("decisions")
    right = sum((each["predicted"] > 1) == (each["actual"] > 1) for each in decisions)
    pays = sum(each["actual"] > 1 for each in decisions)
    clear = [each for each in decisions if each["clear"]]
    clearly = sum((each["predicted"] > 1) == (each["actual"] > 1) for each in clear)
    return {
        "traced peak against a ledger of real tensors": _errors([e["tensors"] for e in peaks]),
        "traced peak against the allocator": _errors([e["allocator"] for e in peaks]),
        "time at sizes left out": _off(every("times")),
        "R² of these, by method": (
            f"median {statistics.median(every('r2')):.4f}, least {min(every('r2')):.4f}"
        ),
        "throughput ratio at these": _off(every("ratios")),
        "throughput ratio within the same memory": _off(decisions),
        "decisions within the same memory": (
            f"{right} of {len(decisions)} right, {clearly} of the {len(clear)} whose interval"
            f" leaves out 1×; `always` {pays}, `never` {len(decisions) - pays}"
        ),
    }


def _errors(errors: list[float]) -> str:
    if not errors:
        return "none"
    off = [abs(each) for each in errors]
    within = sum(each <= 0.01 for each in off)
    low, high = min(errors), max(errors)
    return (
        f"median {statistics.median(off):.2%}, from {low:+.2%} to {high:+.2%},"
        f" {within} of {len(off)} within 1%"
    )


def _off(kept: list[dict[str, Any]]) -> str:
    if not kept:
        return "none"
    errors = [each["error"] for each in kept]
    inside = statistics.fmean(each["inside"] for each in kept)
    return (
        f"median {statistics.median(errors):.1%}, worst {max(errors):.1%},"
        f" {inside:.0%} of {len(kept)} inside the 80% interval"
    )


if __name__ == "__main__":
    sys.exit(main())
