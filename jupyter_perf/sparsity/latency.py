"""How long a trained model's forward pass takes on this machine, in each form it could be served.

All forms take turns on the same inputs, so that a machine that grows busier slows all of them; a
ratio is the median of those of the turns, with an interval that holds for any distribution.
"""

from __future__ import annotations

import dataclasses
import math
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..core.ranges import Range
from .forms import DENSE, FORMS, SEMI, Trained, made_of, made_on_gpu
from .result import Latency

if TYPE_CHECKING:
    import torch

TURNS = 21
LEAST_TURNS = 5
"""With fewer, the largest and smallest ratio bound less than 80% of what the median could be."""
SAMPLE_SECONDS = 2e-3
"""One turn of one form takes at least so long: several passes where one is shorter."""
CONFIDENCE = 0.8
Pass = Callable[[], object]


def latencies(
    trained: Trained,
    inputs: Any,
    batches: Sequence[int],
    *,
    budget: float = 10.0,
    forms: Sequence[str] | None = None,
) -> tuple[Latency, ...]:
    """One `Latency` per form and batch size; what can't be timed has its reason.

    `inputs` are those of one forward pass: a tensor, a tuple of positional arguments or a mapping
    of keywords, with the batch as the first dimension of each tensor; they are repeated or cut to
    each batch size. `budget` is seconds of timing in all, at least `LEAST_TURNS` turns each. The
    model is only read, in evaluation mode, without gradients; nothing is left of what is made.
    """
    import torch

    wanted = (*FORMS, SEMI) if forms is None else (DENSE, *(f for f in forms if f != DENSE))
    made, missing = made_of(trained, [each for each in wanted if each != SEMI])
    on_gpu, lacking = made_on_gpu(trained) if SEMI in wanted else ({}, {})
    missing |= lacking
    found: list[Latency] = []
    with torch.inference_mode():
        for batch in batches:
            sized, share = resized(inputs, batch), budget / max(1, len(batches))
            times, failed = _timed(made, sized, share)
            if on_gpu:
                beside, failed_there = _timed(on_gpu, _half_on_gpu(sized), share)
                failed |= {SEMI: failed_there[SEMI]} if SEMI in failed_there else {}
            for form in wanted:
                reason = missing.get(form) or failed.get(form, "")
                about = Latency(form, trained.recipe, trained.pattern, batch, reason=reason)
                own = beside if form == SEMI and on_gpu else times
                found.append(about if reason else _with_times(about, own))
    return tuple(found)


def _timed(
    made: Mapping[str, torch.nn.Module], inputs: Any, budget: float
) -> tuple[dict[str, list[float]], dict[str, str]]:
    """(form → seconds of a pass in each turn, form → why there are none)."""
    passes: dict[str, tuple[Pass, int]] = {}
    failed: dict[str, str] = {}
    for form, model in made.items():
        try:
            one = _pass(model, inputs)
            one()  # what is chosen, compiled or allocated at first
            passes[form] = one, _loops(one)
        except Exception as error:  # the user's forward pass runs here
            failed[form] = f"{type(error).__name__}: {str(error)[:200]}"
    if DENSE in failed:
        return {}, dict.fromkeys(made, failed[DENSE])
    times: dict[str, list[float]] = {form: [] for form in passes}
    order, ends = list(passes), time.perf_counter() + budget
    shuffle = random.Random(0)
    for turn in range(TURNS):
        if turn >= LEAST_TURNS and time.perf_counter() > ends:
            break
        shuffle.shuffle(order)  # in a fixed one, some would always find their weights in a cache
        for form in order:
            times[form].append(_seconds(*passes[form]))
    return times, failed


def _with_times(about: Latency, times: Mapping[str, Sequence[float]]) -> Latency:
    own = times[about.form]
    ratios = [dense / mine for dense, mine in zip(times[DENSE], own, strict=True)]
    ratio = None if about.form == DENSE else median_range(ratios)
    return dataclasses.replace(about, seconds=median_range(own), ratio=ratio)


def median_range(values: Sequence[float]) -> Range:
    """The median, between the order statistics that hold the true one in 80% of cases.

    The inverted sign test: exact for independent values of any distribution, wider than 80% since
    order statistics come in steps (Conover, Practical Nonparametric Statistics, 3.2).
    """
    ordered = sorted(values)
    count, outside, dropped = len(ordered), 0.0, 0
    for k in range(count // 2):
        outside += math.comb(count, k) / 2**count
        if 2 * outside > 1 - CONFIDENCE:
            break
        dropped = k
    return Range(statistics.median(ordered), ordered[dropped], ordered[-1 - dropped])


def resized(inputs: Any, batch: int) -> Any:
    """`inputs` with so many in a batch: their tensors' first dimension repeated or cut."""
    import torch

    if isinstance(inputs, torch.Tensor):
        if not inputs.ndim or not len(inputs):
            return inputs
        copies = -(-batch // len(inputs))
        return inputs.detach().repeat(copies, *[1] * (inputs.ndim - 1))[:batch].clone()
    if isinstance(inputs, Mapping):
        return {key: resized(each, batch) for key, each in inputs.items()}
    if isinstance(inputs, list | tuple):
        return type(inputs)(resized(each, batch) for each in inputs)
    return inputs


def _pass(model: torch.nn.Module, inputs: Any) -> Pass:
    """One forward pass, until it is really over."""
    import torch

    positional: Sequence[Any] = [inputs] if isinstance(inputs, torch.Tensor) else inputs
    named = inputs if isinstance(inputs, Mapping) else {}

    def one() -> None:
        model(**named) if named else model(*positional)
        if on_gpu:
            torch.cuda.synchronize()

    on_gpu = any(each.is_cuda for each in model.parameters())
    return one


def _loops(one: Pass) -> int:
    return max(1, math.ceil(SAMPLE_SECONDS / min(_seconds(one, 1), _seconds(one, 1))))


def _seconds(one: Pass, loops: int) -> float:
    """Of one pass, at least a nanosecond."""
    start = time.perf_counter()
    for _ in range(loops):
        one()
    return max((time.perf_counter() - start) / loops, 1e-9)


def _half_on_gpu(inputs: Any) -> Any:
    import torch

    if isinstance(inputs, torch.Tensor):
        return inputs.cuda().half() if inputs.is_floating_point() else inputs.cuda()
    if isinstance(inputs, Mapping):
        return {key: _half_on_gpu(each) for key, each in inputs.items()}
    return [_half_on_gpu(each) for each in inputs] if isinstance(inputs, list | tuple) else inputs
