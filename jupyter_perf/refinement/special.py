"""Level 2 for one candidate: inputs around the constants in its source and in the original's."""

from __future__ import annotations

import dataclasses

from ..core.constants import Constant, borders
from ..sandbox.vary import REDRAWN, special_inputs
from ..sandbox.work import Ended, Kind, Work
from .cases import Case, Runs

CONSTANTS = 6
"""So many constants are tried."""
LARGE = 2**62 - 1
"""For arguments of functions: as a float it is another number."""
CALLS, CELLS, PROGRAMS = 40, 20, 10
"""Inputs that are made of them, at most."""
_LABELS = "jupyter_perf.refinement.inputs:special_labels"
_SPECIAL = "jupyter_perf.refinement.inputs:special"
_REDRAWN = "jupyter_perf.refinement.inputs:redrawn"
_SECONDS = 10.0


def special_cases(code: str, runs: Runs, left: float) -> list[Case]:
    """The runs that a special case in `code`, or one of the original's, would need."""
    constants = tuple(borders(runs.request.source, code, CONSTANTS))
    kind = runs.request.kind
    if left <= 0 or not (constants or kind == "function"):
        return []
    if kind == "function":
        constants = (*constants, LARGE)
        return [Case(label="inputs around constants", variant=1, repeat_inputs=CALLS,
                     constants=constants)]  # fmt: skip
    if kind == "program":
        made = special_inputs(runs.request.stdin, constants, PROGRAMS)
        return [Case(label=f"input around a constant {at + 1}", stdin=text)
                for at, text in enumerate(made)]  # fmt: skip
    return [
        Case(label=label, prepare=(("call", _SPECIAL), ("number", at), ("constants", constants)))
        for at, label in enumerate(_labels(constants, runs, left))
    ]


def redrawn_cases(runs: Runs) -> list[Case]:
    """Runs on other data of the same size, for a cell that prints.

    A sum in another order differs in its last digits only; on data of few decimals half of these
    are ties of rounding, and the digits that are printed differ then.
    """
    if runs.request.kind != "cell" or not any(runs.original(own).stdout for own in runs.own):
        return []
    cut = dict(runs.own[0].prepare)
    cut.pop("call", None)
    return [
        Case(label=label, prepare=(("call", _REDRAWN), ("number", at), *cut.items()))
        for at, label in enumerate(REDRAWN)
    ]


def is_redrawn(case: Case) -> bool:
    """Whether a case is one of `redrawn_cases`."""
    return ("call", _REDRAWN) in case.prepare


def _labels(constants: tuple[Constant, ...], runs: Runs, left: float) -> list[str]:
    """What the inputs of a cell would be: the values are at hand in the sandbox only."""
    payload = {"read": list(runs.request.read), "constants": list(constants), "count": CELLS}
    work = Work(Kind.TRUSTED, _LABELS, payload=payload, filename=runs.request.filename)
    limits = dataclasses.replace(runs.limits, wall_seconds=min(_SECONDS, left))
    outcome = runs.sandbox.run(work, limits=limits)
    told = outcome.value if outcome.ended is Ended.OK and outcome.raised is None else None
    return [str(label) for label in told or ()]
