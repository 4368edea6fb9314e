"""One row per layer; layers that are alike in name and cost are one row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...core.ranges import Range
from ..combining import exactly
from ..models.roofline import summed
from ..result import Row
from .tracing import ModuleUse
from .works import UPDATE, Spending, Spent, bound_of, by_place

MOST = 120
_NUMBER = re.compile(r"\d+")


@dataclass
class _Alike:
    names: list[str] = field(default_factory=list)
    ops: list[Spent] = field(default_factory=list)
    bytes: int = 0
    kind: str = ""


def rows_of(spending: Spending, uses: Sequence[ModuleUse]) -> tuple[Row, ...]:
    """In the order in which layers first run; the update comes last, small ones may be one row."""
    known = {each.name: each for each in uses}
    groups: dict[tuple[object, ...], _Alike] = {}
    for name, ops in by_place(spending.ops).items():
        alike = groups.setdefault(_likeness(name, ops, known), _Alike())
        alike.names.append(name)
        alike.ops += ops
        if name in known:
            alike.bytes += known[name].weight_bytes + known[name].at_peak_bytes
            alike.kind = known[name].kind
    whole = spending.seconds.value
    rows = [_row(each, whole) for each in groups.values()]
    rows.sort(key=lambda row: row.name == UPDATE)
    return tuple(_fewer(rows, whole))


def _likeness(
    name: str, ops: Sequence[Spent], known: Mapping[str, ModuleUse]
) -> tuple[object, ...]:
    kind = known[name].kind if name in known else ""
    flops = sum(each.op.calls * (each.op.matrix_flops + each.op.vector_flops) for each in ops)
    moved = sum(each.op.calls * each.op.moved_bytes for each in ops)
    return _NUMBER.sub("*", name), kind, flops, moved


def _row(alike: _Alike, whole: float) -> Row:
    seconds = summed(each.seconds for each in alike.ops)
    return Row(
        name=common_name(alike.names),
        seconds=seconds,
        share=seconds.value / whole if whole else None,
        peak_bytes=exactly(float(alike.bytes)) if alike.bytes else None,
        flops=_total(alike.ops, "matrix_flops") + _total(alike.ops, "vector_flops"),
        moved_bytes=_total(alike.ops, "moved_bytes"),
        bound=bound_of(alike.ops),
        count=len(alike.names),
        note=alike.kind,
    )


def common_name(names: Sequence[str]) -> str:
    """`blocks.0.fc`, `blocks.1.fc` are `blocks.{0–1}.fc`; numbers with gaps are listed."""
    if len(names) == 1:
        return names[0]
    numbers = [_NUMBER.findall(each) for each in names]
    parts = _NUMBER.split(names[0])
    shown = parts[0]
    for column, part in zip(zip(*numbers, strict=True), parts[1:], strict=True):
        shown += _span(sorted({int(each) for each in column})) + part
    return shown


def _span(found: Sequence[int]) -> str:
    if len(found) == 1:
        return str(found[0])
    if found[-1] - found[0] == len(found) - 1:
        return f"{{{found[0]}–{found[-1]}}}"
    return "{" + ",".join(map(str, found)) + "}"


def _fewer(rows: list[Row], whole: float) -> list[Row]:
    if len(rows) <= MOST:
        return rows
    kept = set(sorted(range(len(rows)), key=lambda at: -_value(rows[at]))[: MOST - 1])
    rest = [row for at, row in enumerate(rows) if at not in kept]
    seconds = summed(row.seconds for row in rest if row.seconds is not None)
    others = Row(
        "others",
        seconds,
        seconds.value / whole if whole else None,
        exactly(sum(row.peak_bytes.value for row in rest if row.peak_bytes)),
        sum(row.flops or 0.0 for row in rest),
        sum(row.moved_bytes or 0.0 for row in rest),
        count=sum(row.count for row in rest),
    )
    return [*(row for at, row in enumerate(rows) if at in kept), others]


def _value(row: Row) -> float:
    seconds: Range | None = row.seconds
    return seconds.value if seconds else 0.0


def _total(ops: Sequence[Spent], name: str) -> float:
    return float(sum(each.op.calls * getattr(each.op, name) for each in ops))
