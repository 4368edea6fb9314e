"""What the cost of a cell may depend on: sizes of what it reads, numbers that bound its work."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from ...core.kinds import is_array, is_frame, is_series
from ...errors import UsageError
from ...measure.sampling.plan import SMALL
from ...measure.sampling.units import FLOOR, length
from .bounds import Bounds, Place, bounds_in
from .parts import parts

LEAST_ITEMS = 4
"""Shorter sequences aren't looked at: what they hold are parameters."""
_COLUMNS = "_columns"
LARGE_BOUND = 64
"""A smaller number is often a parameter (rounds, folds): it's varied only where it has to be."""


@dataclasses.dataclass(frozen=True)
class Group:
    """Sizes that are scaled together, under one name."""

    name: str
    value: int
    """In the user's own inputs."""
    unit: str
    rows: int | None = None
    """The length of the values that are cut; None where only numbers are scaled."""
    numbers: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Names of whole numbers that are scaled alike, with their values."""
    alike: tuple[str, ...] = ()
    """Further names of the same length."""
    pinned: bool = False
    """Stays as it is: because the user says so, or because it is small beside the others."""
    large: bool = True
    """Whether it is varied from the start."""
    why_pinned: str = ""
    file: str = ""
    """The file whose beginning is read, by its real path, where it is one."""

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Group:
        return cls(**{**data, "alike": tuple(data["alike"])})


@dataclasses.dataclass(frozen=True)
class Literal:
    """A whole number that stands in the cell and is to be varied: a name takes its place."""

    place: Place
    name: str
    label: str
    value: int


def groups_of(
    tree: ast.Module, namespace: Mapping[str, object], read: Iterable[str]
) -> tuple[list[Group], list[Literal]]:
    """All sizes of a cell, the largest first, and the numbers of its text that are among them."""
    values = {name: namespace[name] for name in read}
    bounds = bounds_in(tree, namespace)
    numbers = {n: v for n, v in values.items() if type(v) is int and n in bounds.names and v > 1}
    groups = _with_rows(parts(values), numbers)
    taken = {name for group in groups for name in group.numbers}
    groups += _of_numbers({n: v for n, v in numbers.items() if n not in taken})
    literals = _literals(bounds, {group.rows for group in groups})
    groups += [_of_literal(each) for each in literals]
    return _ranked(groups), literals


def _with_rows(values: Mapping[str, object], numbers: Mapping[str, int]) -> list[Group]:
    """By length: values of one length are cut alike, and numbers that state it follow."""
    names: dict[int, list[str]] = {}
    for name, value in values.items():
        for size in _lengths(value):
            names.setdefault(size, []).append(name)
    found: list[Group] = []
    taken = set[str]()
    for rows, alike in names.items():
        if rows < LEAST_ITEMS or (rows < FLOOR and not all(_is_plain(values[n]) for n in alike)):
            continue
        following = {n: v for n, v in numbers.items() if v == rows}
        first = _leading(alike, values)
        others = tuple(n for n in dict.fromkeys([*alike, *following]) if n != first)
        unit = _unit(values[first], rows)
        name = f"{first}{_COLUMNS}" if unit == "columns" and first in taken else first
        taken.add(name)
        found.append(Group(name, rows, unit, rows, following, others))
    return found


def _is_plain(value: Any) -> bool:
    """A sequence of Python's, whose items may each be a task; a table's few rows are parameters."""
    return type(value) in (list, tuple, dict, set, frozenset)


def _lengths(value: Any) -> list[int]:
    """Of all axes of an array that aren't short; of its rows for anything else."""
    if is_array(value):
        return list(dict.fromkeys(int(size) for size in value.shape if size >= FLOOR))
    rows = length(value)
    return [] if rows is None else [rows]


def _leading(names: list[str], values: Mapping[str, object]) -> str:
    """A frame speaks for series and arrays of its length."""

    def rank(name: str) -> int:
        value = values[name]
        return 0 if is_frame(value) else 1 if is_series(value) else 2

    return min(names, key=rank)


def _unit(value: Any, rows: int) -> str:
    if is_frame(value) or is_series(value):
        return "rows"
    if is_array(value):
        return "rows" if len(value) == rows else "columns"
    if isinstance(value, str):
        return "lines" if value.count("\n") == rows else "characters"
    return "items"


def _of_numbers(numbers: Mapping[str, int]) -> list[Group]:
    """Equal numbers are scaled together: they state the same length, most likely."""
    by_value: dict[int, list[str]] = {}
    for name, value in numbers.items():
        by_value.setdefault(value, []).append(name)
    return [
        Group(names[0], value, "value", None, dict.fromkeys(names, value), tuple(names[1:]))
        for value, names in by_value.items()
    ]


def _literals(bounds: Bounds, known: set[int | None]) -> list[Literal]:
    found = []
    for at, (place, (label, value)) in enumerate(sorted(bounds.literals.items())):
        one_line = place[0] == place[2]
        if value not in known and one_line:
            found.append(Literal(place, f"_size_{at}_", label, value))
    return found


def _of_literal(literal: Literal) -> Group:
    return Group(literal.label, literal.value, "value", None, {literal.name: literal.value})


def _ranked(groups: list[Group]) -> list[Group]:
    """What has rows first, then the largest; what is small beside the largest isn't varied yet."""
    ordered = sorted(groups, key=lambda group: (group.rows is None, -group.value))
    longest = max((group.rows or 0 for group in groups), default=0)
    return [dataclasses.replace(group, large=_is_large(group, longest)) for group in ordered]


def _is_large(group: Group, longest: int) -> bool:
    if group.rows is not None:
        return group.rows >= max(SMALL * longest, min(FLOOR, longest))
    # Beside values with rows, a number is scaled only where nothing else helps.
    return longest == 0 and group.value >= LARGE_BOUND


def chosen(
    groups: list[Group], over: Iterable[str], fix: Mapping[str, float | None]
) -> list[Group]:
    """Groups as the user wants them: `over` are varied and no others, `fix` stay as they are, or
    at the number given.

    Raises UsageError for names that nothing depends on, and for numbers that can't be.
    """
    over = tuple(over)
    known: dict[str, set[str]] = {}
    for group in groups:
        for name in _names(group):
            known.setdefault(name, set()).add(group.name)
    for name in (*over, *fix):
        if name not in known:
            raise UsageError(_unknown(name, known))
    wanted = {each for name in over for each in known[name]}
    still = {each: at for name, at in fix.items() for each in known[name]}
    if both := wanted & set(still):
        raise UsageError(f"`{both.pop()}` can't be both varied and fixed")
    return [_as_wanted(group, wanted, still) for group in groups]


def _as_wanted(group: Group, wanted: set[str], still: Mapping[str, float | None]) -> Group:
    if (at := still.get(group.name)) is not None:
        return _pinned_at(group, round(at))
    if group.name in still or (wanted and group.name not in wanted):
        return dataclasses.replace(group, pinned=True, why_pinned="as you asked")
    return dataclasses.replace(group, large=True) if group.name in wanted else group


def _pinned_at(group: Group, value: int) -> Group:
    if value < 1 or (group.rows is not None and value > group.rows):
        most = "" if group.rows is None else f" to {group.rows:,}, the number there is"
        raise UsageError(f"`{group.name}` can be fixed at a whole number from 1{most}, not {value}")
    numbers = dict.fromkeys(group.numbers, value)
    why = f"at {value:,}, as you asked"
    return dataclasses.replace(group, value=value, numbers=numbers, pinned=True, why_pinned=why)


def _names(group: Group) -> set[str]:
    """What a user may call it: `tables` for `tables['orders']`, `grid` for its columns too."""
    names = {group.name, *group.alike, *(n for n in group.numbers if not n.startswith("_size_"))}
    return names | {name.split("[")[0].removesuffix(_COLUMNS) for name in names}


def _unknown(name: str, known: Mapping[str, object]) -> str:
    names = ", ".join(sorted(each for each in known if each.isidentifier()))
    if not known:
        return f"nothing that the cell reads has a size, so `{name}` can't be varied or fixed"
    return f"the cell's cost isn't known to depend on `{name}`: its sizes are those of {names}"
