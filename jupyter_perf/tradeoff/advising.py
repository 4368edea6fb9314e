"""When a memory method pays, on the user's own numbers: what `%perf explain papaya` prints.

Figures without an interval follow from the fitted laws; how good these are stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..core.units import count, percent, ratio_in_brackets, seconds, size, usd
from . import scoring
from .result import NONE, Device, Frontier, Law, Score

_RECOMPUTING = ("checkpoint", "chunked")
_QUANTIZING = ("quantize", "8bit", "qlora", "bf16", "fp16")
_SATURATED = 0.9
"""Of the throughput that any memory could give, from which on more of it is wasted."""
_SEARCH_STEPS = 60


def advice(frontier: Frontier) -> list[str]:
    """Sentences for each target: when recomputation pays, when quantization does, when to buy
    memory; what is missing for that where something is."""
    said: list[str] = []
    for device in frontier.devices:
        said += _on(frontier, device)
    if len(frontier.devices) > 1:
        said += _cheapest(frontier)
    return said or ["Nothing can be said: no device was asked about."]


def _on(frontier: Frontier, device: Device) -> list[str]:
    name = device.title or device.name
    laws = {law.method: law for law in frontier.laws if law.target == device.name}
    plain = laws.get(NONE)
    if plain is None or scoring.seconds_at(plain, 1) is None or not plain.bytes_per_example:
        return [f"{name}: no law of time and memory was fitted to the plain step, so that only the"
                " measured or traced points can be compared."]  # fmt: skip
    scores = {each.method: each for each in frontier.scores if each.target == device.name}
    said = [_plain(name, plain)]
    for kind, words in ((_RECOMPUTING, "Recomputation"), (_QUANTIZING, "Quantization")):
        chosen = [law for key, law in laws.items() if any(part in key for part in kind)]
        found = [_pays(words, plain, law, scores.get(law.method), device) for law in chosen]
        said += found or [f"{words}: no such method was tried on {name}."]
    return [*said, *_memory(name, plain, device)]


def _plain(name: str, law: Law) -> str:
    quality = [
        f"R² {each:.3f} of {what}"
        for each, what in ((law.time_r2, "time"), (law.memory_r2, "memory"))
        if each is not None
    ]
    sure = f" ({', '.join(quality)})" if quality else " (fitted to too few points for an R²)"
    return (
        f"{name}, plain step: {size(law.bytes_per_example or 0)} and"
        f" {seconds(law.seconds_per_example or 0)} an example, beside"
        f" {size(max(0.0, law.fixed_bytes or 0))} and {seconds(max(0.0, law.fixed_seconds or 0))}"
        f" whatever the batch, by the fitted laws{sure}."
    )


def _pays(words: str, plain: Law, law: Law, score: Score | None, device: Device) -> str:
    saved = (plain.bytes_per_example or 0) - (law.bytes_per_example or 0)
    added = (law.seconds_per_example or 0) - (plain.seconds_per_example or 0)
    begin = f"{words}, `{law.method}`:"
    if saved <= 0:
        return f"{begin} saves nothing by example here; it can only help by what it saves once."
    trade = f"{begin} saves {size(saved)} an example"
    if added <= 0:
        return f"{trade} and adds no time: it pays wherever a larger batch does. {_ratio(score)}"
    trade += f" for {seconds(added)} more"
    limit = _pays_below(plain, law)
    if limit is None:
        return f"{trade}: by the laws it pays at no size of memory above the plain step's own," \
               f" except to fit at all. {_ratio(score)}"  # fmt: skip
    held = _p_values(score)
    here = ""
    if device.memory_bytes is not None:
        side = "less" if device.memory_bytes < limit else "more"
        here = f"; {device.name} has {side} in all, {size(device.memory_bytes)}"
    return (
        f"{trade}{held}: it pays below about {size(limit)} of usable memory{here}. {_ratio(score)}"
    )


def _p_values(score: Score | None) -> str:
    if score is None or score.p_score is None or score.p_point is None:
        return ""
    sign = "above" if score.p_score > score.p_point else "below"
    return (
        f" (P-score {count(score.p_score / 1e9)} GB/s, {sign} the P-point"
        f" {count(score.p_point / 1e9)} GB/s)"
    )


def _ratio(score: Score | None) -> str:
    if score is None or score.ratio is None:
        return "Its throughput against the plain step's isn't known."
    said = ratio_in_brackets(score.ratio.value, score.ratio.low, score.ratio.high)
    batches = ""
    if score.largest_batch is not None and score.largest_plain is not None:
        batches = f", batch {score.largest_batch} instead of {score.largest_plain}"
    return f"Predicted throughput within this memory: {said}{batches}."


def _pays_below(plain: Law, law: Law) -> float | None:
    """The memory in bytes up to which the method's largest batch gives more; None where it gives
    less as soon as one example fits without it. By both laws, equal β and δ or not."""
    step = plain.bytes_per_example or 0.0
    low = max(plain.fixed_bytes or 0.0, plain.optimizer_bytes or 0.0) + step
    if not _better(plain, law, low):
        return None
    high = low + step
    for _ in range(_SEARCH_STEPS):
        if not _better(plain, law, high):
            break
        low, high = high, high + 2 * (high - low)
    while high - low > step / 2:
        middle = (low + high) / 2
        low, high = (middle, high) if _better(plain, law, middle) else (low, middle)
    return low


def _better(plain: Law, law: Law, usable: float) -> bool:
    own, other = scoring.throughput_within(law, usable), scoring.throughput_within(plain, usable)
    return own is not None and other is not None and own > other


def _memory(name: str, plain: Law, device: Device) -> Iterator[str]:
    """What more memory would give the plain step: up to 1/k, which no memory goes beyond."""
    if device.memory_bytes is None or not plain.seconds_per_example:
        yield f"Memory: that of {name} isn't known, or its time shows no growth yet."
        return
    usable = scoring.USABLE * device.memory_bytes
    now, twice = (scoring.throughput_within(plain, each) for each in (usable, 2 * usable))
    if not now or not twice:
        needed = (plain.fixed_bytes or 0) + (plain.bytes_per_example or 0)
        yield (
            f"Memory: the plain step doesn't fit in {size(usable)}"
            f" ({percent(scoring.USABLE)} of {name}); one example needs {size(needed)}."
        )
        return
    share = now * plain.seconds_per_example
    more = twice / now - 1
    verdict = "buy none for speed" if share > _SATURATED else "more memory, or a method, pays"
    yield (
        f"Memory: with {size(usable)} the plain step reaches {percent(min(1.0, share))} of what any"
        f" memory could give; twice as much gives {percent(max(0.0, more))} more: {verdict}."
    )


def _cheapest(frontier: Frontier) -> list[str]:
    """Which of the devices an epoch costs least on, where prices are known."""
    priced = [
        (point.usd_per_epoch, point)
        for target in frontier.chosen
        if (point := frontier.best_on(target)) is not None and point.usd_per_epoch is not None
    ]
    if len(priced) < 2:
        return []
    cost, point = min(priced, key=lambda each: each[0].value)
    others = ", ".join(
        f"{usd(each.value)} [{usd(each.low)}, {usd(each.high)}] on {other.target}"
        for each, other in priced
        if other is not point
    )
    return [
        f"Devices: an epoch costs least on {point.target},"
        f" {usd(cost.value)} [{usd(cost.low)}, {usd(cost.high)}] with `{point.method}`; {others}."
    ]
