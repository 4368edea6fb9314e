"""Single arguments of a comparison, checked: each raises UsageError with what to write."""

from __future__ import annotations

import math
from collections.abc import Iterable
from concurrent.futures import Executor
from typing import Any, get_args

from ..core.arguments import is_number
from ..core.policy import policy
from ..errors import UsageError

MOST_SEEDS = 1000


def text_of(source: object) -> str:
    """With line ends as Python has them."""
    if not isinstance(source, str):
        raise UsageError(f"`source` is the text of a cell, not {type(source).__name__}")
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UsageError("the cell is empty: give the text of one that trains a model")
    return text


def check_executor(executor: object) -> None:
    number = isinstance(executor, int) and not isinstance(executor, bool) and executor > 0
    if not (executor is None or number or isinstance(executor, str | Executor)):
        raise UsageError(
            f"`executor` is {executor!r:.40}: give None, a number of processes, the address of a"
            " Dask scheduler, or a concurrent.futures.Executor"
        )


def seeds_of(seeds: Any) -> tuple[int, ...]:
    """So many from 0 on, or those that are named, each once."""
    if isinstance(seeds, int) and not isinstance(seeds, bool):
        if not 1 <= seeds <= MOST_SEEDS:
            raise UsageError(f"`seeds` is how often each recipe is run: 1 to {MOST_SEEDS}")
        return tuple(range(seeds))
    if isinstance(seeds, str) or not isinstance(seeds, Iterable):
        raise UsageError(f"`seeds` is a number of runs, not {seeds!r:.40}")
    found = tuple(dict.fromkeys(seeds))
    for each in found:
        if not isinstance(each, int) or isinstance(each, bool) or not 0 <= each < 2**32:
            raise UsageError(f"a seed is a whole number from 0 to 2**32 - 1, not {each!r:.40}")
    if not 1 <= len(found) <= MOST_SEEDS:
        raise UsageError(f"`seeds` names 1 to {MOST_SEEDS} seeds, not {len(found)}")
    return found


def one_of(value: object, kind: Any, option: str) -> Any:
    """One of the texts of `kind`, a Literal."""
    if value not in get_args(kind):
        raise UsageError(f"`{option}` is one of {', '.join(get_args(kind))}, not {value!r:.40}")
    return value


def budget_of(value: object) -> float | None:
    """Wall seconds, within what the policy allows."""
    found = positive(value, "budget", "wall seconds")
    limit = policy().capped(math.inf)
    if found is None:
        return None if math.isinf(limit) else limit
    return min(found, limit)


def positive(value: object, option: str, unit: str) -> float | None:
    if value is None:
        return None
    if not is_number(value) or not 0 < value < math.inf:
        raise UsageError(f"`{option}` is a positive number of {unit}, not {value!r:.40}")
    return float(value)


def globs(value: str | Iterable[str], option: str) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else list(value)
    if not all(isinstance(each, str) for each in given):
        raise UsageError(f"`{option}` takes patterns of layer names, such as 'encoder.*'")
    return tuple(each.strip() for each in given if each.strip())
