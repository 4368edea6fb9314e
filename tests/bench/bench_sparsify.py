"""Which recipe of sparse training does best, on two small trainings of real data; by how much.

Recipes at 2:4, 1:4, 1:8 and 1:16 over paired seeds: the same weights, batches and split under the
same seed. Prints means with standard errors, paired t-tests against dense training and against
SR-STE, and of each ordering that the recipes' papers report whether it shows here. Small models
and short runs: what it says of them says little of large ones.

Every run is kept in .bench/sparsify.json as it ends: started again, it goes on where it was.
`--again` forgets them. All seeds of a recipe train side by side (`sparsify_stack`).

    python tests/bench/bench_sparsify.py [--quick] [--task NAME] [--minutes N] [--again]
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from sparsify_table import DENSE, Metrics, ordering_lines, orderings, table
from sparsify_tasks import TASKS, Task, Training

from jupyter_perf.core.machine import this_machine
from jupyter_perf.sparsity.backends.torch.session import sparsifying
from jupyter_perf.sparsity.pattern import parse
from jupyter_perf.sparsity.posttraining import Batch, pruned
from jupyter_perf.sparsity.recipes import recipe_of
from jupyter_perf.sparsity.training import Asked, Trained

RESULT = Path(__file__).resolve().parents[2] / ".bench" / "sparsify.json"
PATTERNS = ("2:4", "1:4", "1:8", "1:16")
AFTER = {
    "magnitude after": "magnitude-after",
    "reordered after": "magnitude-after(permute=true)",
    "wanda": "wanda",
    "sparsegpt": "sparsegpt",
}
"""What is pruned after dense training, without more of it → the recipe."""
FIRST = ("sr-ste", "step(switch=0.1)", "mask-decay", "structure-decay", "one-shot(at=0.5)")
MORE = ("step", "delayed-sr-ste", "frozen-variance", "gradual", "magnitude-ste", "rigl", "static")
RECIPES = {"digits": FIRST + MORE, "characters": FIRST}
SEEDS = {"digits": 10, "characters": 5}
Key = tuple[str, str, str, int]
"""Task, recipe, pattern, seed."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two seeds at 2:4: only a trial")
    parser.add_argument("--task", choices=list(TASKS), help="only this one")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="then stop")
    parser.add_argument("--again", action="store_true", help="forget earlier runs")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    place = RESULT.with_stem("sparsify-quick") if asked.quick else RESULT
    kept = {} if asked.again or not place.exists() else _read(place)
    until = time.monotonic() + 60 * asked.minutes
    print(f"{this_machine().cpu}, torch {torch.__version__}, one thread")
    for task in [TASKS[asked.task]] if asked.task else TASKS.values():
        seeds = range(2 if asked.quick else SEEDS[task.name])
        for name in _todo(task, PATTERNS[:1] if asked.quick else PATTERNS):
            if any(key not in kept for key in _keys(task, name, seeds)):
                if time.monotonic() > until:
                    break
                kept |= _run(task, *name, seeds)
                _write(place, kept)
        _report(task, kept)
    return 0


def _todo(task: Task, patterns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(recipe, pattern), first what says most."""
    yield DENSE, DENSE
    for recipes in (FIRST, MORE):
        for pattern in patterns:
            for recipe in recipes:
                if recipe in RECIPES[task.name]:
                    yield recipe, pattern


def _keys(task: Task, name: tuple[str, str], seeds: range) -> list[Key]:
    """What one training gives."""
    after = [(recipe, pattern) for recipe in AFTER for pattern in PATTERNS]
    names = [name, *(after if name[0] == DENSE else ())]
    return [(task.name, *each, seed) for each in names for seed in seeds]


def _run(task: Task, recipe: str, pattern: str, seeds: range) -> dict[Key, dict[str, Any]]:
    """One training of all seeds; of the dense one also what pruning makes of it."""
    training = task.start(seeds, task.steps)
    if recipe == DENSE:
        for _ in range(task.steps):
            training.step()
        found = _measured(task, training, (recipe, pattern), seeds, {})
        return found | _afterwards(task, training, seeds)
    asked = Asked(recipe, recipe_of(recipe)[1], parse(pattern), steps=task.steps)
    with sparsifying(asked, {"model": training.whole}) as session:
        for _ in range(task.steps):
            training.step()
    trained = session.trained()
    _hold_to(trained, asked)
    return _measured(task, training, (recipe, pattern), seeds, {"switch": trained.switch})


def _measured(
    task: Task, training: Training, name: tuple[str, str], seeds: range, more: dict[str, Any]
) -> dict[Key, dict[str, Any]]:
    return {
        (task.name, *name, seed): {"metric": training.measure(model, place), **more}
        for place, (seed, model) in enumerate(zip(seeds, training.finished(), strict=True))
    }


def _hold_to(trained: Trained, asked: Asked) -> None:
    """A run that wasn't as sparse as it should be, or said that it fell back, is no result."""
    density = max((each.density for each in trained.layers), default=1.0)
    if density > asked.pattern.density + 1e-9 or trained.notes:
        raise SystemExit(f"{asked.name} {asked.pattern}: density {density}; {trained.notes}")


def _afterwards(task: Task, training: Training, seeds: range) -> dict[Key, dict[str, Any]]:
    found: dict[Key, dict[str, Any]] = {}
    for place, seed in enumerate(seeds):
        batches: list[Batch] = [((training.inputs(place),), {}) for _ in range(8)]
        for name, recipe in AFTER.items():
            for pattern in PATTERNS:
                model = copy.deepcopy(training.models[place])
                asked = Asked(name, recipe_of(recipe)[1], parse(pattern), seed=seed)
                fallen = [n for n in pruned(model, batches, asked).notes if "by magnitude" in n]
                if fallen:
                    raise SystemExit(f"{name} {pattern}: {fallen}")
                metric = training.measure(model, place)
                found[task.name, name, pattern, seed] = {"metric": metric}
    return found


def _report(task: Task, kept: dict[Key, dict[str, Any]]) -> None:
    metrics: Metrics = {
        key[1:]: each["metric"] for key, each in kept.items() if key[0] == task.name
    }
    recipes = [*RECIPES[task.name], *AFTER]
    print()
    print("\n".join(table(metrics, task, recipes, PATTERNS)))
    print("\nwhat papers report, at p < 0.05 of single paired tests:")
    print("\n".join(ordering_lines(orderings(metrics, task))))
    switches = {each["switch"] for key, each in kept.items() if key[:2] == (task.name, "step")}
    for each in sorted(switches):
        print(f"  AutoSwitch: {each}")


def _read(place: Path) -> dict[Key, dict[str, Any]]:
    runs = json.loads(place.read_text())["runs"]
    return {
        (each["task"], each["recipe"], each["pattern"], each["seed"]): {
            name: each[name] for name in ("metric", "switch") if name in each
        }
        for each in runs
    }


def _write(place: Path, kept: dict[Key, dict[str, Any]]) -> None:
    names = ("task", "recipe", "pattern", "seed")
    runs = [dict(zip(names, key, strict=True)) | each for key, each in sorted(kept.items())]
    found = {
        task.name: orderings(
            {k[1:]: v["metric"] for k, v in kept.items() if k[0] == task.name}, task
        )
        for task in TASKS.values()
    }
    about: dict[str, Any] = {"torch": torch.__version__, "python": platform.python_version()}
    about |= {"cpu": this_machine().cpu, "load": os.getloadavg()[0]}
    place.parent.mkdir(exist_ok=True)
    part = place.with_suffix(".part")
    part.write_text(json.dumps({"about": about, "orderings": found, "runs": runs}, indent=1) + "\n")
    part.replace(place)


if __name__ == "__main__":
    sys.exit(main())
