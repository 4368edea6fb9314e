"""Other inputs like the observed ones: for warming up, and for timing many distinct inputs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .base import Call, Values, randomness
from .columns import Column, columns, read, readings, replace
from .links import linked
from .preconditions import READ, Facts, as_call, as_values, common, missing

TRIES = 12
_CHARACTERS = 10
"""So many of a text cost about as much to shuffle as one number to draw."""


def similar_calls(
    calls: Sequence[Call], n: int, seed: int, besides: Sequence[Call] = ()
) -> list[Call]:
    """Return up to `n` calls of the same types, sizes and visible preconditions as `calls`.

    None equals an observed one, one of `besides` or another of them, and their cost should be
    similar: lengths stay, numbers come from the observed range. Fewer than `n` (even none) come
    back where no more exist, as for a function without arguments or of one bool.
    """
    if not calls:
        return []
    needed = common(calls)
    known = {text_of(call) for call in (*calls, *besides)}
    found: list[Call] = []
    for number in range(n):
        model = calls[number % len(calls)]
        call = _another(model, needed, known, randomness(seed, "similar", number))
        if call is not None:
            known.add(text_of(call))
            found.append(call)
    return found


def scalar_count(calls: Sequence[Call]) -> int:
    """How many scalars the calls hold: what a call like them costs to make goes by that.

    Long texts count for more, by their characters.
    """
    return sum(
        _effort(scalars)
        for call in calls
        for name, value in as_values(call).items()
        for _, scalars in readings(name, value, None)
    )


def _effort(scalars: list[Any]) -> int:
    texts = scalars and isinstance(scalars[0], str)
    characters = sum(len(x) for x in scalars if isinstance(x, str)) if texts else 0
    return len(scalars) + characters // _CHARACTERS


def _another(model: Call, needed: Facts, known: set[str], chance: random.Random) -> Call | None:
    """A new call that keeps what is needed; failing that, one that keeps the most."""
    best: tuple[int, Call] | None = None
    for attempt in range(TRIES):
        values = _resampled(as_values(model), needed, chance, attempt, len(known))
        call = as_call(values, model)
        if text_of(call) in known:
            continue
        lost = len(missing(needed, values))
        if not lost:
            return call
        if best is None or lost < best[0]:
            best = lost, call
    return best[1] if best else None


def _resampled(
    values: Values, needed: Facts, chance: random.Random, attempt: int, found: int
) -> Values:
    changed = dict(values)
    links = linked(values)
    tied = {fact[0] for fact in needed if fact[-1] == "is its length"}
    for name, value in values.items():
        for column in columns(name, value):
            if column.container == "scalar" and (name in tied or column.kind == "bool"):
                continue
            if column.container == "scalar":
                # Sizes and depths: the nearest other value costs about the same. Arguments that
                # hold data are varied first, so that numbers beside them change only if need be.
                alone = not any(c.container != "scalar" for v in values.items()
                                for c in columns(*v))  # fmt: skip
                if alone or attempt > TRIES // 2:
                    changed[name] = _near(value, chance, attempt, found)
                continue
            scalars = read(changed[name], column)
            if column.container == "keys":
                continue
            if links.get(column):
                new = chance.sample(scalars, len(scalars))  # keys that others refer to
            else:
                new = _others(scalars, column, chance)
            changed[name] = replace(changed[name], column, arranged(new, column, needed))
    return changed


def _near(value: Any, chance: random.Random, attempt: int, found: int) -> Any:
    """Another scalar close to `value`, further away the more are in use."""
    if type(value) is int:
        reach = 1 + found // 2 + attempt
        less = value - chance.randint(1, reach)  # more could cost far more: fib(n), 2**n
        same_sign = less >= 0 if value >= 0 else True
        return less if same_sign and chance.random() < 0.8 else value + 1 + (attempt // 4)
    if type(value) is float:
        return value * (1 + chance.uniform(-0.05, 0.05)) if value else chance.uniform(-0.01, 0.01)
    if type(value) is str:
        return _shuffled_text(value, chance)
    return value


def _others(scalars: list[Any], column: Column, chance: random.Random) -> list[Any]:
    """As many scalars from the same range, in another order and with other values."""
    present = [x for x in scalars if x is not None and x == x]
    if not present:
        return scalars
    low, high = (min(present), max(present)) if column.kind in {"int", "float"} else (0, 0)
    few = len(set(present)) * 2 < len(present)
    new = []
    for scalar in chance.sample(scalars, len(scalars)):
        if scalar is None or scalar != scalar or few:
            new.append(scalar)
        elif column.kind == "int":
            new.append(chance.randint(low, high))
        elif column.kind == "float":
            new.append(float(min(high, max(low, chance.uniform(low, high)))))
        elif column.kind == "str" and column.container != "keys":
            new.append(_shuffled_text(scalar, chance))
        else:
            new.append(scalar)
    return new


def arranged(scalars: list[Any], column: Column, needed: Facts) -> list[Any]:
    """The scalars ordered and made distinct where the observed ones are."""
    held = _held(needed).get((column.name, *_place(column)), set())
    try:
        if "distinct" in held and column.kind == "int":
            scalars = _distinct(scalars, column)
        if "sorted" in held or "sorted backwards" in held:
            return sorted(scalars, reverse="sorted backwards" in held)
    except TypeError:  # missing values among them
        return scalars
    return scalars


@lru_cache(maxsize=4)
def _held(needed: Facts) -> dict[tuple[str, ...], set[str]]:
    """What is needed of each column."""
    found: dict[tuple[str, ...], set[str]] = {}
    for fact in needed:
        found.setdefault(fact[:3], set()).add(fact[-1])
    return found


def _place(column: Column) -> tuple[str, str]:
    return "/".join(map(str, column.part)), column.kind


def _distinct(scalars: list[int], column: Column) -> list[int]:
    """Move repeated integers up to free ones; unchanged where the dtype has no room for them."""
    new = list(scalars)
    last: int | None = None
    for at in sorted(range(len(scalars)), key=scalars.__getitem__):
        last = scalars[at] if last is None else max(scalars[at], last + 1)
        new[at] = last
    room = column.limits is None or last is None or last <= column.limits[1]
    return new if room else scalars


def _shuffled_text(text: str, chance: random.Random) -> str:
    """The same characters in another order; words stay words and line ends stay."""
    if len(set(text)) < 2:
        return text[:-1] + chance.choice("abcdefghij") if text else text
    words = text.split(" ")
    if len(words) > 3:
        return " ".join(chance.sample(words, len(words)))
    return "".join(chance.sample(text, len(text)))


def text_of(call: Call) -> str:
    """What tells two calls apart: their arguments in full, as text."""
    return repr([[n, _whole(v)] for n, v in as_values(call).items()])


def _whole(value: object) -> object:
    """The scalars of a value (`repr` leaves out the middle even of arrays of moderate size)."""
    inner = [_ends(scalars) for _, scalars in readings("", value, None)]
    return inner or repr(value)


def _ends(scalars: list[Any]) -> list[Any]:
    return [len(scalars), *scalars[:READ], *scalars[READ:][-READ:]]
