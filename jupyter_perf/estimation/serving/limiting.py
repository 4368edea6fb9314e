"""Devices of a target that are to be had, where instances of several sizes share them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .packing.plan import Plan
from .packing.problem import Problem
from .packing.solving import solve


def within(problem: Problem, most: Mapping[str, int]) -> tuple[Problem, Plan, tuple[str, ...]]:
    """The problem with its plan, which takes no more devices of a target than `most` (by target,
    without instances' names) says, and what was given up for that, in words.

    A plan that takes more is found anew with one size of that target's instances, whichever is the
    cheapest.
    """
    plan, notes = solve(problem), []
    for target, limit in most.items():
        if _devices(plan, target) <= limit:
            continue
        problem, plan = _one_size(problem, target)
        notes.append(f"at most {limit} {target}: its instances are all of one size")
    return problem, plan, tuple(notes)


def _devices(plan: Plan, target: str) -> int:
    return sum(each.count * each.devices for each in plan.rented if each.target == target)


def _one_size(problem: Problem, target: str) -> tuple[Problem, Plan]:
    """The cheapest with one size; each size's own limit is that of the target already."""
    tried = []
    for chosen in (each for each in problem.instances if each.target == target):
        kept = tuple(
            each if each.target != target or each == chosen else replace(each, most=each.least)
            for each in problem.instances
        )
        made = replace(problem, instances=kept)
        tried.append((made, solve(made)))
    return min(tried, key=lambda each: _price(each[1]))


def _price(plan: Plan) -> float:
    return float("inf") if plan.usd_per_hour is None else plan.usd_per_hour
