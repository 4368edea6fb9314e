"""What a frontier says of itself, in words that its text, its HTML and its data share."""

from __future__ import annotations

from ..core import units
from ..core.ranges import Range
from ..tradeoff.result import NONE, Device, Frontier, Law, MethodUsed, Point
from .frontier_rows import MethodRow, refused, rows_of
from .limits import clipped
from .quantities import quantity, said
from .wording import Headline

SOURCES = {
    "measured": "measured on this machine",
    "fitted": "fitted to steps measured on this machine",
    "roofline": "worked out from operations and bytes, no step was run there",
    "modelled": "by a formula alone",
}
"""Where a time comes from, for users."""
KINDS = {
    "weights": "Weights", "inputs": "Inputs", "gradients": "Gradients",
    "optimizer": "Optimizer", "activations": "Activations", "temporaries": "Temporaries",
    "kept": "Kept",
}  # fmt: skip
"""Kinds of memory at the peak → what tables call them."""


def headline(found: Frontier) -> Headline:
    """The answer; a warning where there is nothing to use."""
    text = found.answer or "Nothing is known"
    return Headline(text, "good" if found.best is not None else "warn")


def method_name(name: str) -> str:
    """`plain` for the step as it is."""
    return "plain" if name == NONE else f"`{name}`"


def remarks(found: Frontier) -> list[str]:
    """What must be read with every figure."""
    unchecked = [each.name for each in found.devices if not each.validated]
    lines = []
    if unchecked:
        named = ", ".join(f"`{name}`" for name in unchecked)
        lines.append(f"Not validated on CUDA: no peak on {named} was held against a real one")
    for each in found.devices:
        if each.calibrated:
            lines.append(f"Peaks on `{each.name}` are {each.calibrated}")
    if found.stopped:
        lines.append(f"Stopped {found.stopped}: this is what was found until then")
    return lines


def device_text(device: Device) -> str:
    """`a100-40 (NVIDIA A100 40 GB): 40 GB, $1.29 an hour`."""
    title = f" ({device.title})" if device.title and device.title != device.name else ""
    known = device.memory_bytes
    memory = "memory unknown" if known is None else units.trimmed(units.size(known))
    price = device.usd_per_hour
    money = "" if price is None else f", {units.usd(price)} an hour"
    return f"{device.name}{title}: {memory}{money}"


def per_second(found: Frontier, point: Point) -> Range | None:
    """Examples a second; tokens where that is the unit and the sequence is known."""
    if point.throughput is None:
        return None
    return point.throughput.scaled(_per_example(found, point))


def unit_of(found: Frontier, point: Point) -> str:
    return "tokens" if _per_example(found, point) != 1.0 else "examples"


def _per_example(found: Frontier, point: Point) -> float:
    is_tokens = found.unit == "tokens" and point.sequence
    return float(point.sequence or 1) if is_tokens else 1.0


def throughput(found: Frontier, point: Point) -> str:
    """`3.1k tokens/s (2.8 to 3.4k tokens/s)`, or that nobody knows."""
    value = per_second(found, point)
    if value is None:
        return ""
    unit = unit_of(found, point)
    return said(value, lambda number: f"{units.short(number)} {unit}/s")


def batch(row: MethodRow) -> str:
    """`48`; `32 of 48` where the largest isn't the fastest; `12 × 4` with gradients accumulated."""
    if row.largest == 0:
        return "none"
    point = row.point
    text = units.count(point.batch)
    if row.largest is not None and row.largest > point.batch and point.accumulate == 1:
        text += f" (fits up to {units.count(row.largest)})"
    return text if point.accumulate == 1 else f"{text} × {point.accumulate}"


def peak(point: Point) -> str:
    """`37 GB (36 to 38.5 GB)`."""
    return "" if point.peak_bytes is None else quantity("peak_bytes", point.peak_bytes)


def too_large(row: MethodRow) -> str:
    """`batch 1 takes 43 GB (…)`: why nothing fits with this method."""
    taken = peak(row.point)
    return f"batch {units.count(row.point.batch)} takes {taken}" if taken else "too large"


def money(point: Point) -> str:
    return "" if point.usd_per_epoch is None else quantity("usd", point.usd_per_epoch)


def accuracy(method: MethodUsed) -> str:
    """What it costs, and whether it was traced at all."""
    if method.name == NONE:
        return ""
    text = method.costs or ("exact" if method.exact else "not exact")
    return f"{text}; modelled only, nothing of it was traced" if method.modelled else text


def time_law(law: Law) -> str:
    """`T(x) = max(12 ms, 4 ms·x) + 10 ms`; "" where nothing was fitted."""
    if law.seconds_per_example is None:
        return ""
    floor, fixed = law.floor_seconds or 0.0, law.fixed_seconds or 0.0
    each = f"{_seconds(law.seconds_per_example)}·x"
    grows = f"max({_seconds(floor)}, {each})" if floor > 0 else each
    return f"{grows} + {_seconds(fixed)}"


def memory_law(law: Law) -> str:
    """`M(x) = max(8 GB, 720 MB·x + 4 GB)`."""
    if law.bytes_per_example is None:
        return ""
    grows = f"{_size(law.bytes_per_example)}·x + {_size(law.fixed_bytes or 0.0)}"
    return f"max({_size(law.optimizer_bytes)}, {grows})" if law.optimizer_bytes else grows


def determined(r2: float | None) -> str:
    return "" if r2 is None else f"{r2:.3f}"


def where_from(points: list[Point]) -> str:
    """How the times of some points were found out, each way once."""
    ways = dict.fromkeys(each.source for each in points if each.source)
    return "; ".join(SOURCES.get(way, way) for way in ways)


def not_tried(found: Frontier) -> list[str]:
    """`` `lora`: the model has no linear layers``."""
    return [f"{_asked_for(name)}: {why}" for name, why in refused(found)]


def _asked_for(name: str) -> str:
    """`` `lora` ``, `plain`; of a time that isn't known, `time of plain`."""
    if name == "seconds":
        return "time"
    method, _, rest = name.partition(" ")
    if rest.startswith("on "):
        return f"{method_name(method)} {rest}"
    return f"time of {method_name(method)}" if rest == "seconds" else method_name(name)


def asked(found: Frontier) -> str:
    """What was traced: `TinyGPT (124 M parameters), adamw, bf16, 64 examples to a step`."""
    parts = [found.model, found.optimizer, found.precision]
    if found.global_batch is not None:
        parts.append(f"{units.count(found.global_batch)} examples to a step")
    if found.epoch_examples is not None:
        parts.append(f"{units.count(found.epoch_examples)} examples to an epoch")
    if 0 < found.trained < found.parameters:
        parts.append(f"{units.percent(found.trained / found.parameters)} of the weights trained")
    return ", ".join(part for part in parts if part)


def coded(found: Frontier) -> list[str]:
    """Methods that there is code for: what is chosen, then as the first device's table has them."""
    chosen = [each.method for device in found.devices if (each := found.best_on(device.name))]
    ranked = [row.method.name for row in rows_of(found, found.devices[0])] if found.devices else []
    return [name for name in dict.fromkeys((*chosen, *ranked, *found.code)) if found.code.get(name)]


def footnote(found: Frontier, most: int) -> str:
    """When and with what it was found out."""
    took = found.searched_seconds
    facts = [
        f"found out in {units.trimmed(units.seconds(took))}" if took else "",
        found.created.replace("T", " ").replace("+00:00", " UTC"),
        *(clipped(f"{name} {version}", 60) for name, version in
          list(found.versions.items())[:most]),
        "memory is traced, no weight was copied" if found.points else "",
        "ranges are 80% intervals; what fits goes by the upper end" if found.points else "",
    ]  # fmt: skip
    return " · ".join(fact for fact in facts if fact)


def _seconds(value: float) -> str:
    return units.trimmed(units.seconds(value))


def _size(value: float) -> str:
    return units.trimmed(units.size(value))
