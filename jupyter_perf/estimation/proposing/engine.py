"""From a table of what was tried to what to try next, without running anything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core import units
from ...core.arguments import is_real
from ...core.threads import one_thread
from ...errors import UsageError
from .constraints import Constraints, rules
from .feasibility import SAID
from .learning import Model, learnt
from .reading import Asked, Log, asked, read
from .runs import unfolded
from .saying import Known, why
from .searching import search_for

if TYPE_CHECKING:
    import pandas as pd

    from .batch import Batch

MOST_PROPOSALS = 1000


def propose(
    frame: pd.DataFrame,
    objective: str,
    constraints: Constraints = None,
    k: int = 8,
    *,
    maximize: bool = False,
    seed: int = 0,
    feasible: str | None = None,
    limits: Mapping[str, float] | None = None,
    columns: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Say which `k` configurations to try next, by those that were logged; runs nothing.

    `frame` has a row for each configuration that was tried: `objective` is what came out (NaN
    where it failed), `feasible` optionally names a column of True and False, `limits` gives upper
    limits of other measured columns, and every other column (or `columns`) is one of the design:
    numbers, whole numbers, True and False, or categories. Numbers of at most 16 kinds that were
    each logged several times are choices, others a range; proposals stay within what was logged.
    Of `jp.history()` the design is what differs in `options`, as columns `options.NAME`.
    `constraints` maps a column to (low, high) with None for no end, to a set of values, to a
    function of a value, or is text over columns (`"tile * width <= 4096"`), one or a list of them.

    The model is PRIME's (arXiv 2110.11346): pessimistic about designs that an optimizer finds and
    about those like infeasible ones (`surrogate`), as far as held-out rows ask for (`caution`).

    The result has the columns of the design, then `predicted` (pessimistic), `low` and `high` (80%
    interval of a design that works, as wide as the best logged rows ask for where they are left
    out; `high` is never below `predicted`), `feasible` (its probability, pessimistic too) and
    `why`, in the order in which they were picked. No row was logged or breaks a constraint; there
    are fewer than `k` where no more are left. `attrs["notes"]` says what was left out or assumed.
    The same seed gives the same rows. Raises UsageError where there is too little to learn from,
    or an argument makes no sense.
    """
    count = _count(k)
    if not isinstance(maximize, bool):
        raise UsageError(f"`maximize` is True or False, not {maximize!r}")
    if not is_real(seed) or not 0 <= seed < math.inf or seed != int(seed):
        raise UsageError(f"`seed` is a whole number from 0 on, not {seed!r}")
    frame, columns = unfolded(frame, columns)
    what = asked(frame, objective, feasible, limits, columns)
    plain = _without_categoricals(frame, what)
    constraints, what = _measured_apart(constraints, what, plain)
    allowed = rules(constraints, what.design)
    log = read(plain, what, allowed, maximize=maximize)
    random = np.random.default_rng(int(seed))
    with one_thread():
        search = search_for(log, allowed, random)
        model = learnt(log, what.limits, search, random)
        found = model.batch(search, log, count)
        return _answer(found, model, log, count, what.objective, maximize=maximize)


def _count(k: object) -> int:
    if not is_real(k) or not 1 <= k <= MOST_PROPOSALS or k != int(k):
        raise UsageError(f"`k` is a whole number from 1 to {MOST_PROPOSALS}, not {k!r}")
    return int(k)


def _without_categoricals(frame: pd.DataFrame, what: Asked) -> pd.DataFrame:
    import pandas as pd

    given = [name for name in what.design if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    return frame.astype(dict.fromkeys(given, object)) if given else frame


def _measured_apart(
    constraints: Constraints, what: Asked, frame: pd.DataFrame
) -> tuple[Constraints, Asked]:
    """Ranges of columns that aren't of the design are limits of what was measured."""
    if not isinstance(constraints, Mapping):
        return constraints, what
    limits, kept = dict(what.limits), {}
    for name, rule in constraints.items():
        if name in (what.objective, what.feasible):
            raise UsageError(f"{name} is what comes out of a design: it can't be constrained")
        if name in what.design or name not in frame.columns or isinstance(rule, str):
            kept[name] = rule
            continue
        low, high = rule if isinstance(rule, tuple) and len(rule) == 2 else (math.nan, None)
        if low is not None or not is_real(high):
            raise UsageError(
                f"{name} is measured, so its constraint is an upper limit: (None, limit)"
            )
        limits[name] = min(float(high), limits.get(name, math.inf))
    return kept, Asked(what.objective, what.feasible, limits, what.design)


def _answer(
    found: Batch, model: Model, log: Log, count: int, objective: str, *, maximize: bool
) -> pd.DataFrame:
    points = log.space.features(found.designs)
    predicted, low, high = model.predict(points)
    if maximize:
        predicted, low, high = -predicted, -high, -low
    known = _known(log, maximize=maximize)
    answer = log.space.frame(found.designs)
    answer["predicted"], answer["low"], answer["high"] = predicted, low, high
    answer["feasible"] = model.feasibility.chance(points, SAID)
    answer["why"] = why(found.designs, predicted.tolist(), found.caution, known)
    notes = [*log.notes, *model.notes]
    if len(answer) < count:
        notes.append(
            f"{units.counted(len(answer), 'design')} of {count}: no other was found that keeps the"
            " constraints and wasn't logged"
        )
    if len(answer) and known.best is not None and not _any_better(predicted, known):
        notes.append(f"no design is predicted to have a better {objective} than the best logged")
    answer.attrs["notes"] = notes
    return answer


def _known(log: Log, *, maximize: bool) -> Known:
    good = np.flatnonzero(log.within)
    best = int(good[np.argmin(log.cost[good])]) if len(good) else None
    value = math.nan if best is None else float(log.cost[best]) * (-1 if maximize else 1)
    return Known(log.space, log.genes, log.labels, best, value, maximize)


def _any_better(predicted: Any, known: Known) -> bool:
    better = predicted > known.best_value if known.maximize else predicted < known.best_value
    return bool(better.any())
