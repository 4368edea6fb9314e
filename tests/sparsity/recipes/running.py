"""What a recipe's moments do to weights, step by step, in NumPy: least squares by momentum."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from jupyter_perf.sparsity import masks
from jupyter_perf.sparsity.pattern import Pattern, fitted
from jupyter_perf.sparsity.recipes import Moment, Recipe

RATE, MOMENTUM, STEPS = 0.05, 0.9, 40
SHAPES = {"a": (8, 32), "b": (4, 16), "skipped": (3, 5)}
"""Weights of three problems; no 2:4 divides the inputs of the last."""


@dataclasses.dataclass
class Problem:
    """A weight, and what it should become."""

    target: Any
    master: Any
    shown: Any
    speed: Any
    mask: Any = None
    pattern: Pattern | None = None


def run(recipe: Recipe, pattern: Pattern, seed: int = 0, steps: int = STEPS) -> dict[str, Problem]:
    """The weights that the recipe leaves, in `shown`."""
    draw = np.random.default_rng(seed)
    problems = {
        name: Problem(draw.normal(size=shape), start := draw.normal(size=shape), start.copy(), 0.0)
        for name, shape in SHAPES.items()
    }
    for step in range(steps + 1):
        moment = recipe.moment(step, steps, pattern)
        for name, problem in problems.items():
            if not pattern.unfit(SHAPES[name]) and name != "skipped":
                _hold(problem, moment, draw)
        if step < steps:
            for problem in problems.values():
                _step(problem, moment)
    return problems


def _hold(problem: Problem, moment: Moment, draw: np.random.Generator) -> None:
    """Choose masks where they are due, and show the weights that the forward pass uses."""
    if moment.pattern is None:
        problem.shown = problem.master.copy()
        return
    pattern = fitted(moment.pattern, problem.master.shape)
    if moment.drop:
        gains = draw.random(problem.master.shape)
        if moment.grow == "gradient":
            gains = np.abs(problem.shown - problem.target)
        new = masks.regrown(problem.mask, np.abs(problem.master), gains, pattern, moment.drop)
        problem.master = np.where(new & ~problem.mask, 0.0, problem.master)
        problem.mask = new
    elif moment.renew or problem.mask is None or problem.pattern != pattern:
        problem.mask = masks.mask(_scores(problem, moment, draw), pattern)
    problem.pattern = pattern
    if not moment.straight_through:
        problem.master = problem.master * problem.mask
    problem.shown = problem.master * np.where(problem.mask, 1.0, moment.beta)


def _scores(problem: Problem, moment: Moment, draw: np.random.Generator) -> Any:
    if moment.score == "random":
        scores = draw.random(problem.master.shape)
        nested = problem.mask is not None and not moment.straight_through
        return scores * problem.mask if nested else scores
    sizes = np.abs(problem.master)
    gradient = problem.shown - problem.target
    return sizes * np.abs(gradient) if moment.score == "saliency" else sizes


def _step(problem: Problem, moment: Moment) -> None:
    gradient = problem.shown - problem.target
    if moment.pattern is not None and problem.mask is not None:
        if moment.straight_through:
            gradient = gradient + moment.decay * ~problem.mask * problem.master
        else:
            gradient = gradient * problem.mask
    problem.speed = MOMENTUM * problem.speed + gradient
    problem.master = problem.master - RATE * problem.speed
    problem.shown = problem.master.copy()
