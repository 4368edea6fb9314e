"""What a proposal must keep: ranges, sets and tests of columns, and expressions over several."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import is_real
from ...errors import UsageError
from .column import Flags

if TYPE_CHECKING:
    import pandas as pd

Constraints = Mapping[str, Any] | Iterable[str] | str | None


@dataclass
class Rules:
    """All constraints, sorted by what they ask."""

    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)
    among: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    tests: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    expressions: list[str] = field(default_factory=list)

    @property
    def only_columns(self) -> bool:
        """Whether each column's own values are all that is constrained."""
        return not self.tests and not self.expressions

    def allows(self, frame: pd.DataFrame) -> Flags:
        """(rows,) Raises UsageError for an expression that can't be worked out."""
        found = np.ones(len(frame), dtype=bool)
        for name, (low, high) in self.bounds.items():
            found &= frame[name].between(low, high).to_numpy(dtype=bool)
        for name, values in self.among.items():
            found &= frame[name].isin(list(values)).to_numpy(dtype=bool)
        for name, test in self.tests.items():
            answers = {each: _said(name, test(each)) for each in set(frame[name][found])}
            found &= np.array([answers.get(each, False) for each in frame[name]], dtype=bool)
        for text in self.expressions:
            found &= _worked_out(text, frame)
        return found


def rules(given: Constraints, names: Collection[str]) -> Rules:
    """`given` about columns `names`. Raises UsageError for what can't be understood."""
    found = Rules()
    if given is None:
        return found
    if isinstance(given, Mapping):
        for name, rule in given.items():
            _add(found, str(name), rule, names)
        return found
    one = isinstance(given, str) or not isinstance(given, Iterable)
    texts: Iterable[object] = [given] if one else given
    for text in texts:
        if not isinstance(text, str):
            raise UsageError(
                f"constraints are a mapping of columns, or expressions as text, not {text!r}"
            )
        found.expressions.append(text)
    return found


def _said(name: str, answer: Any) -> bool:
    try:
        return bool(answer)
    except (TypeError, ValueError):  # of several answers, or of one that is missing
        raise UsageError(
            f"the constraint of {name} is a function of one value and says True or False, not"
            f" {answer!r}"
        ) from None


def _add(found: Rules, name: str, rule: Any, names: Collection[str]) -> None:
    if isinstance(rule, str):
        found.expressions.append(rule)
        return
    if name not in names:
        raise UsageError(f"no column {name!r} to constrain{near(name, names)}")
    if callable(rule):
        found.tests[name] = rule
    elif isinstance(rule, tuple) and len(rule) == 2 and all(map(_is_end, rule)):
        found.bounds[name] = _bounds(name, rule)
    elif isinstance(rule, Collection) and len(rule) and all(isinstance(e, Hashable) for e in rule):
        found.among[name] = tuple(rule)
    else:
        raise UsageError(
            f"the constraint of {name} is (low, high) with None for no end, a set of values, a"
            f" function of a value, or an expression as text, not {rule!r}"
        )


def _is_end(value: object) -> bool:
    return value is None or is_real(value)


def _bounds(name: str, rule: tuple[Any, Any]) -> tuple[float, float]:
    low = -math.inf if rule[0] is None else float(rule[0])
    high = math.inf if rule[1] is None else float(rule[1])
    if low > high:
        raise UsageError(f"the range of {name} ends before it begins: {rule}")
    return low, high


def _worked_out(text: str, frame: pd.DataFrame) -> Flags:
    try:
        answer = frame.eval(text, engine="python")
    # A name that there isn't is a NameError, or a KeyError of its own in some places.
    except (NameError, LookupError, SyntaxError, TypeError, ValueError, AttributeError,
            ArithmeticError, NotImplementedError) as error:  # fmt: skip
        raise UsageError(f"the constraint {text!r} can't be worked out: {error}") from None
    found = np.asarray(answer)
    if found.shape != (len(frame),) or found.dtype.kind != "b":
        raise UsageError(f"the constraint {text!r} must say True or False of each row")
    return found


def near(name: str, names: Collection[str]) -> str:
    """A hint at what was meant, to end a message with."""
    found = difflib.get_close_matches(name, list(names), n=2, cutoff=0.5)
    if found:
        return f": did you mean {' or '.join(found)}?"
    return f": there are {', '.join(list(names)[:12])}"
