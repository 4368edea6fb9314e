"""A frontier as text: for consoles, logs and files that hold no HTML. At most 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..tradeoff.result import NONE, Device, Frontier
from . import frontier_wording as wording
from .frontier_levels import Cut
from .frontier_rows import MethodRow, rows_of
from .limits import clipped, visible
from .lines import listed, short, wrapped_inside
from .quantities import ratio

_LINES_EACH = 4
_COSTS_CHARS = 120


def text(found: Frontier, cut: Cut, aside: Sequence[str] = ()) -> str:
    """The answer first, then each device's methods, then what the figures rest on."""
    lines = wrapped_inside(clipped(wording.headline(found).text, cut.head_chars))
    for said in wording.remarks(found):
        lines += short(said, cut, _LINES_EACH)
    lines += short(wording.asked(found), cut, _LINES_EACH)
    for at, device in enumerate(found.devices[: cut.devices]):
        most = cut.others if at else cut.methods
        lines += ["", *short(wording.device_text(device), cut, _LINES_EACH)]
        lines += _device(found, device, cut, most)
    if (more := len(found.devices) - cut.devices) > 0:
        lines.append(f"… and {more} more targets")
    chosen = found.best
    if chosen is not None and (code := found.code.get(chosen.method, "")) and cut.codes > 1:
        lines += ["", f"To use {chosen.method}:"]
        lines += [f"    {line}" for line in clipped(code.rstrip(), cut.code_chars).splitlines()]
    lines += listed("Not tried, not given:", wording.not_tried(found), cut, _LINES_EACH)
    lines += listed("Notes:", found.notes, cut, _LINES_EACH)
    lines += listed("Assumed:", found.assumptions, cut, _LINES_EACH)
    lines.append("")
    for said in aside:
        lines += wrapped_inside(clipped(said, cut.words_chars))
    lines += wrapped_inside(wording.footnote(found, cut.notes))
    return visible("\n".join(lines))


def _device(found: Frontier, device: Device, cut: Cut, most: int) -> list[str]:
    rows = rows_of(found, device)
    lines = [part for row in rows[:most] for part in _method(found, row, cut)]
    if (more := len(rows) - most) > 0:
        lines.append(f"  … and {more} more methods")
    ways = wording.where_from([row.point for row in rows])
    return lines + (short(f"times: {ways}", cut, _LINES_EACH, "  ") if ways else [])


def _method(found: Frontier, row: MethodRow, cut: Cut) -> list[str]:
    """`* lora: batch 48, 37 GB (36 to 38 GB), 3.1k tokens/s (…), 1.2× (…); exact`."""
    name = "plain" if row.method.name == NONE else clipped(row.method.name, cut.words_chars)
    if row.largest == 0:
        parts = [f"doesn't fit: {wording.too_large(row)}"]
    else:
        parts = [
            f"batch {wording.batch(row)}",
            wording.peak(row.point),
            wording.throughput(found, row.point),
            ratio(row.ratio),
            f"{money} an epoch" if (money := wording.money(row.point)) else "",
        ]
    said = ", ".join(part for part in parts if part)
    if costs := wording.accuracy(row.method):
        said += f"; accuracy: {clipped(costs, min(cut.words_chars, _COSTS_CHARS))}"
    line = f"{'*' if row.is_chosen else ' '} {name}: {said}"
    return [" " + part for part in wrapped_inside(line, "    ")]
