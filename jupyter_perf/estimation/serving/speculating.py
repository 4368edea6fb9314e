"""Whether speculative decoding pays on the machines of a plan, at the load that they are given."""

from __future__ import annotations

import numpy as np

from ...core import targets
from ..configs import memory
from ..models.llm import Serving
from . import speculation as decoding
from .packing.plan import Plan, Rented
from .parts import Speculation
from .question import ServingQuestion

ACCEPTANCE = 0.7
DRAFT_COST = 0.05
"""Where nothing is said: of draft models a hundredth as large acceptance was 0.5 to 0.9, and their
cost below 0.05 (Leviathan, Kalman and Matias, "Fast Inference from Transformers via Speculative
Decoding", 2023, sections 4.2 and 3.3)."""
ACCEPTANCES = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
LOADS = tuple(round(0.05 + 0.1 * step, 2) for step in range(10))
"""Of the capacity without speculation."""
LONGEST = 10
_MOST_BATCH = 256


def assumed(asked: ServingQuestion) -> tuple[str, ...]:
    """What was taken for granted, in words."""
    said = []
    if not asked.wishes.acceptance:
        said.append(f"of drafted tokens {ACCEPTANCE:.0%} are taken to be right (`acceptance`)")
    if asked.wishes.draft_cost is None:
        said.append(
            f"a pass of the draft model is taken to cost {DRAFT_COST:.0%} of the model's"
            " (`draft_cost`)"
        )
    return tuple(said)


def speculations(asked: ServingQuestion, plan: Plan) -> tuple[Speculation, ...]:
    """One for each kind of instance that is given requests. Raises UsageError where the model
    writes nothing, or a target's figures are unknown."""
    return tuple(
        _of_kind(asked, plan, each) for each in plan.rented if each.share > 0 and plan.rate > 0
    )


def _of_kind(asked: ServingQuestion, plan: Plan, rented: Rented) -> Speculation:
    wishes = asked.wishes
    cost = DRAFT_COST if wishes.draft_cost is None else wishes.draft_cost
    acceptance = wishes.acceptance[0] if wishes.acceptance else ACCEPTANCE
    rows = tuple(sorted({*ACCEPTANCES, *wishes.acceptance, acceptance}))
    fitted = decoding.of_model(
        asked.work, rented.target, precision=asked.precision, devices=rented.devices
    )
    times = decoding.Times.ratio(fitted.line, cost)
    traffic = _traffic(asked, plan, rented)
    rate = plan.rate * rented.share / rented.count
    hurts = decoding.hurts_from(acceptance, times, traffic, LONGEST)
    [at] = decoding.curve([rate], [acceptance], times, traffic, LONGEST).points
    rates = [hurts.capacity * load for load in LOADS]
    grid = decoding.curve(rates, rows, times, traffic, LONGEST).points
    width = len(rates)
    by_row = [grid[start : start + width] for start in range(0, len(grid), width)]
    return Speculation(
        instance=rented.name,
        rate=rate,
        acceptance=acceptance,
        draft_cost=cost,
        length=at.length,
        speed_up=at.speed_up,
        saturated=at.none.saturated,
        hurts=str(hurts),
        hurts_from=hurts.rate,
        capacity=hurts.capacity,
        rates=tuple(rates),
        acceptances=rows,
        lengths=tuple(tuple(each.length for each in row) for row in by_row),
        speed_ups=tuple(tuple(round(each.speed_up, 4) for each in row) for row in by_row),
        notes=_notes(traffic, at),
    )


def _traffic(asked: ServingQuestion, plan: Plan, rented: Rented) -> decoding.Traffic:
    """Mean sizes of the requests that go to this kind of instance."""
    assert asked.config is not None
    share = np.asarray(plan.assignment[rented.name])
    prompt = float((share * asked.requests.mean_input).sum() / share.sum())
    output = max(1.0, float((share * asked.requests.mean_output).sum() / share.sum()))
    sizes = Serving(max(1, round(prompt)), round(output), 1, asked.precision, rented.devices)
    fits = memory.largest_batch(asked.config.model, sizes, targets.get(rented.target))
    room = _MOST_BATCH if fits is None else int(min(fits.value, _MOST_BATCH))
    return decoding.Traffic(output=output, prompt=prompt, most=max(1, room))


def _notes(traffic: decoding.Traffic, at: decoding.At) -> tuple[str, ...]:
    sizes = f"{traffic.prompt:,.0f} tokens in, {traffic.output:,.0f} out on average"
    said = [f"{sizes}, at most {traffic.most} at once"]
    if at.none.saturated:
        said.append("by mean sizes one such machine wouldn't keep up with its share")
    return tuple(said)
