"""What is tried: methods that fit the model, at which batch sizes, within which limits."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from ...core.dimensions import Dimensions
from ...core.targets import Target
from ...errors import UsageError
from ..devices import Place
from ..loops.whole import is_whole, unsuited
from ..making import Making
from ..methods import METHODS, SEPARATOR, applied
from ..methods._parameters import without_data
from ..question import Question
from ..result import NONE, MethodUsed
from ..search import Plan
from ..search.climbing import MOST

FAR = 1024
"""Times the user's own batch. Peaks are convex in it, so that up to there what is read off the line
between traces is never too little."""
ACCUMULATED = 2
"""Microbatches that are traced where there are more than one: from the second on all are alike."""


_IN_BF16 = ("bf16", "bf16-weights")


@dataclasses.dataclass(frozen=True, order=True)
class Way:
    """How a method's steps are traced."""

    method: str
    in_lists: bool = False
    """Whether the optimizer works on lists of tensors."""
    accumulated: bool = False
    """Whether a step has several microbatches."""


@dataclasses.dataclass(frozen=True)
class Tried:
    """The methods, the plain step first."""

    used: tuple[MethodUsed, ...]
    refused: Mapping[str, str]
    code: Mapping[str, str]

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.used if not each.reason]


def plain_step(asked: Question) -> Making:
    return Making(
        asked.model,
        asked.args,
        asked.kwargs,
        asked.loss,
        asked.optimizer,
        precision=asked.precision,
        options=asked.wanted.options,
        **asked.extra,
    )


def tried(asked: Question) -> Tried:
    """Which methods make sense on this model, and why others don't."""
    plain = plain_step(asked)
    used = [MethodUsed(NONE, "the step as it is", True, "nothing")]
    refused: dict[str, str] = {}
    code: dict[str, str] = {}
    for name in asked.wanted.names:
        reason, lines = _looked_at(name, plain)
        nowhere = [lacking(name, each) for each in asked.targets]
        reason = reason or ("; ".join(dict.fromkeys(nowhere)) if all(nowhere) else "")
        used.append(dataclasses.replace(_described(name), reason=reason))
        if reason:
            refused[name] = reason
        else:
            code[name] = lines
    return Tried(tuple(used), refused, code)


def parts(method: str) -> list[str]:
    return [each for each in method.split(SEPARATOR) if each != NONE]


def lacking(method: str, target: Target) -> str:
    """What the device has no units for, and what to take instead; empty where it has them, or
    nobody says."""
    if target.has_bf16 is False and any(each in _IN_BF16 for each in parts(method)):
        return f"{target.name} has no bfloat16: use fp16 with a GradScaler (`fp16`)"
    return ""


def is_modelled(method: str) -> bool:
    return any(METHODS.get(each).modelled for each in parts(method))


def traced_part(method: str) -> str:
    """What is traced of a method of which a part is but modelled."""
    return SEPARATOR.join(e for e in parts(method) if not METHODS.get(e).modelled) or NONE


def plans(
    asked: Question, names: Sequence[str], places: Sequence[Place], dimensions: Dimensions
) -> dict[Way, Plan]:
    """One for each method, and each way in which devices go about it."""
    found: dict[Way, Plan] = {}
    traced = dict.fromkeys(traced_part(each) for each in names)
    for in_lists in sorted({each.in_lists for each in places}):
        there = [each for each in places if each.in_lists == in_lists]
        limits = tuple(limit for each in there if (limit := each.limit()) is not None)
        for method in traced:
            variant = {
                "methods": method,
                "options": dict(asked.wanted.options),
                "foreach": in_lists,
                "precision": asked.precision,
                "sequence": asked.sequence,
                "evaluate": True,
            }
            whole = asked.global_batch
            batch = dimensions.batch or 1
            if whole is None:
                first = _first(batch, MOST)
                found[Way(method, in_lists)] = Plan(variant, first, limits)
                continue
            found[Way(method, in_lists)] = Plan(variant, [whole], (), whole)
            if whole > 1:
                several = {**variant, "accumulate": ACCUMULATED}
                first = _first(min(batch, whole), whole)
                found[Way(method, in_lists, True)] = Plan(several, first, limits, whole)
    return found


def _first(batch: int, most: int) -> list[int]:
    """The user's own batch, one that is far beyond where the optimizer's step is the peak (a trace
    takes as long, however large it is), and the smallest."""
    return list(dict.fromkeys([batch, min(FAR * batch, most), 1]))


def _described(name: str) -> MethodUsed:
    known = [METHODS.get(each) for each in parts(name)]
    costs = [each.costs for each in known if not each.exact] or [each.costs for each in known]
    return MethodUsed(
        name,
        "; ".join(each.words for each in known),
        all(each.exact for each in known),
        "; ".join(dict.fromkeys(costs)),
        any(each.modelled for each in known),
    )


def _looked_at(name: str, plain: Making) -> tuple[str, str]:
    """Why it doesn't fit (empty where it does), and what to write."""
    making, code = plain if is_whole(plain.model) else without_data(plain), []
    for each in parts(name):
        try:
            reason = METHODS.get(each).unfit(making)
            if reason:
                return reason, ""
            code.append(METHODS.get(each).code(making))
            changed = applied(each, making)
            reason = unsuited(making, changed)
            if reason:
                return reason, ""
            making = changed
        except UsageError as error:
            return str(error), ""
        # Other packages' methods, and the model's own code, ran: whatever it raises is a reason.
        except Exception as error:
            return f"`{each}` raised {type(error).__name__}: {error}"[:500], ""
    return "", "\n".join(code)


def options_said(options: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in options.items())
