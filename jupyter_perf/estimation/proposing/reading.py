"""From a user's table to designs, costs and what worked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core import units
from ...core.arguments import is_real
from ...errors import UsageError
from .column import Array, Flags
from .constraints import Rules, near
from .describing import Left, column_of
from .space import Space

if TYPE_CHECKING:
    import pandas as pd

LEAST_ROWS = 8
LEAST_WORKING = 4
_MOST_COST = 1e100
"""Larger ones stand for "it failed": the largest float there is, for one."""
OWN = ("predicted", "low", "high", "why")
"""Columns of the answer, beside `feasible`."""


@dataclass(frozen=True)
class Asked:
    """What the columns of the table are."""

    objective: str
    feasible: str | None
    limits: Mapping[str, float]
    design: tuple[str, ...]


@dataclass(frozen=True)
class Log:
    """Rows whose designs are known."""

    space: Space
    genes: Array
    """(rows, columns)"""
    cost: Array
    """What is to be small: (rows,), NaN where nothing was logged."""
    works: Flags
    """Rows that ran and have a cost."""
    within: Flags
    """Those that keep the limits of measured columns and all constraints too."""
    measured: Mapping[str, Array]
    labels: tuple[Any, ...]
    """Of rows, as the table's index has them."""
    notes: list[str]


def asked(
    frame: object,
    objective: str,
    feasible: str | None,
    limits: Mapping[str, float] | None,
    columns: Iterable[str] | None,
) -> Asked:
    """Raises UsageError for columns that there aren't, or that are two things at once."""
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise UsageError(f"a pandas DataFrame was expected, not {type(frame).__name__}")
    names = list(frame.columns)
    if twice := [name for name in names if names.count(name) > 1]:
        raise UsageError(f"two columns are named {twice[0]!r}: give one another name")
    if not isinstance(limits, Mapping | None):
        raise UsageError(f"`limits` maps measured columns to upper limits, not {limits!r}")
    most = dict(limits or {})
    outcomes = [objective, *([feasible] if feasible is not None else []), *most]
    for name in outcomes:
        if name not in names:
            raise UsageError(f"no column {name!r}{near(str(name), [str(each) for each in names])}")
    for name, limit in most.items():
        if not is_real(limit):
            raise UsageError(f"the limit of {name} is a number that it may not be above")
    design = _named(columns) or [name for name in names if name not in outcomes]
    for name in design:
        if not isinstance(name, str):
            raise UsageError(f"columns are named by text: rename {name!r}")
        if name not in names:
            raise UsageError(f"no column {name!r}{near(str(name), [str(each) for each in names])}")
        if name in outcomes:
            raise UsageError(f"{name} is an outcome, so it can't be proposed")
        if name in OWN or name == "feasible":
            raise UsageError(f"rename the column {name}: proposals have one of that name")
    if not design:
        raise UsageError("there is no column to propose values for")
    return Asked(objective, feasible, most, tuple(design))


def _named(columns: object) -> list[Any]:
    """Each once; none where none are named."""
    if columns is None or isinstance(columns, str):
        return [] if columns is None else [columns]
    if not isinstance(columns, Iterable):
        raise UsageError(f"`columns` are names of columns of the design, not {columns!r}")
    if not (named := list(dict.fromkeys(columns))):
        raise UsageError("there is no column to propose values for")
    return named


def read(frame: pd.DataFrame, what: Asked, rules: Rules, *, maximize: bool) -> Log:
    """Raises UsageError where there is too little to learn from, with what is missing."""
    notes: list[str] = []
    described = [column_of(frame[name], rules, notes) for name in what.design]
    columns = [each for each in described if not isinstance(each, Left)]
    notes += [each.why for each in described if isinstance(each, Left)]
    if all(each.kind == "constant" for each in columns):
        raise UsageError("no column varies among the logged rows: there is nothing to learn from")
    names = [each.name for each in columns]
    known = frame[names].notna().all(axis=1).to_numpy(dtype=bool)
    numeric = [each.name for each in columns if each.is_range or each.kind == "levels"]
    known = known & np.isfinite(frame[numeric].to_numpy(float, na_value=np.nan)).all(axis=1)
    if missing := int((~known).sum()):
        notes.append(f"{units.counted(missing, 'row')} left out: a column of the design is empty")
    kept = frame[known]
    if len(kept) < LEAST_ROWS:
        raise UsageError(
            f"at least {LEAST_ROWS} rows with a complete design are needed, not {len(kept)}"
        )
    cost = _numbers(kept, what.objective) * (-1.0 if maximize else 1.0)
    if beyond := int((np.abs(cost) > _MOST_COST).sum()):
        notes.append(f"{units.counted(beyond, 'row')} beyond {_MOST_COST:g} taken as failed")
        cost[np.abs(cost) > _MOST_COST] = np.nan
    works = np.isfinite(cost) & _flags(kept, what.feasible)
    if not works.any():
        raise UsageError(
            f"no row is feasible and has a value of {what.objective}: log some that are"
        )
    if works.sum() < LEAST_WORKING:
        raise UsageError(
            f"at least {LEAST_WORKING} feasible rows with a value of {what.objective} are needed,"
            f" not {int(works.sum())}"
        )
    measured = {name: _numbers(kept, name) for name in what.limits}
    within = works & rules.allows(kept)
    for name, most in what.limits.items():
        within &= ~(measured[name] > most)
        if np.isfinite(measured[name]).sum() < LEAST_WORKING:
            raise UsageError(f"too few rows have a value of {name} to predict it")
    space = Space(tuple(columns))
    genes = space.genes(kept)
    return Log(space, genes, cost, works, within, measured, tuple(kept.index), notes)


def _numbers(frame: pd.DataFrame, name: str) -> Array:
    """A column as numbers; NaN for what is endless."""
    import pandas as pd

    column = frame[name]
    if column.dtype.kind in "mM" or isinstance(column.dtype, pd.CategoricalDtype):
        raise UsageError(f"{name} must hold numbers, not {column.dtype}")
    try:
        found = pd.to_numeric(column).to_numpy(dtype=np.float64, na_value=np.nan).copy()
    except (ValueError, TypeError):
        raise UsageError(f"{name} must hold numbers: empty or NaN where there is none") from None
    found[~np.isfinite(found)] = np.nan
    return np.asarray(found)


def _flags(frame: pd.DataFrame, name: str | None) -> Flags:
    """Whether each row worked; an empty value is none that did."""
    if name is None:
        return np.ones(len(frame), dtype=bool)
    column = frame[name]
    known = column.notna().to_numpy(dtype=bool)
    if wrong := [each for each in column[known] if not _is_flag(each)][:1]:
        hint = f": compare it first, as in frame[{name!r}] == {wrong[0]!r}"
        raise UsageError(
            f"{name} must hold True or False, not {wrong[0]!r}"
            f"{hint if isinstance(wrong[0], str) else ''}"
        )
    flags = known.copy()
    flags[known] = [bool(each) for each in column[known]]
    return flags


def _is_flag(value: object) -> bool:
    return isinstance(value, bool | np.bool_) or (is_real(value) and value in (0, 1))
