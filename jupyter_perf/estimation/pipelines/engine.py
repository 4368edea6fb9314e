"""From functions and places to the placement that takes least."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...core import units
from ...core.arguments import is_real
from ...core.targets import Target
from ...errors import UsageError
from ..models.roofs import roof_of
from . import choosing
from .amounts import is_factor
from .composing import Composed, compose, placement
from .drawing import Draws
from .function import Function, chain
from .place import Place
from .places import SHIPPED
from .places import place as place_of
from .result import Placement
from .spending import OBJECTIVES, Setting
from .storage import Storage
from .storage import storage as storage_of

DRAWS = 1000
HANDOVERS = ("memory", "storage")
MOST_PLACES = 40
Functions = Iterable[Function | Mapping[str, Any]]
Places = Iterable[str | Target | Place]


def pipeline(
    functions: Functions,
    *,
    places: Places | None = None,
    objective: str = "latency",
    limit_s: float | None = None,
    storage: str | Storage = "object-store",
    handover: str = "memory",
    cold_share: float = 0.0,
    seed: int = 0,
) -> Placement:
    """Assign each of `functions` to one of `places` so that `objective` is least.

    `functions` are `Function`s (or mappings of their fields), each reading what the one before
    wrote. `places` are names of `SHIPPED` or of `%perf targets`, or `Place`s; None: all shipped.
    `objective` is `latency`, `energy` or `cost`; with `limit_s` the latency of one invocation may
    not be above it, by stated values. `storage` is a name of `STORAGES` or a `Storage`. With
    `handover="memory"` data stays where it is if the next function runs at the same place;
    `"storage"` is a platform of stateless functions, where each reads from the storage and writes
    to it. `cold_share` of the invocations start cold.

    Model: `spending`, after DSCS-Serverless (arXiv 2303.03483). Raises UsageError for arguments
    that make no sense and where a function can run nowhere, with the reasons.
    """
    asked = chain(functions)
    if objective not in OBJECTIVES:
        raise UsageError(f"`objective` is one of {', '.join(OBJECTIVES)}, not {objective!r}")
    if limit_s is not None and not is_factor(limit_s):
        raise UsageError(f"`limit_s` must be seconds above 0, not {limit_s!r}")
    drawing = Draws(DRAWS, seed)
    setting = _setting(storage, handover, cold_share, Draws())
    found = _places(places)
    reasons: dict[str, str] = {}
    allowed = [_allowed(each, found, objective, reasons) for each in asked]
    costs = choosing.Costs(asked, found, allowed, setting, objective)
    path, reason = choosing.best(costs, limit_s), None
    if path is None and limit_s is not None:
        path = choosing.best(dataclasses.replace(costs, objective="latency", _held={}))
        reason = f"no assignment takes at most {units.seconds(limit_s)}: the fastest is shown"
    assert path is not None
    drawn = dataclasses.replace(setting, draws=drawing)
    at = tuple(found[place] for place in path)
    chosen = compose(asked, at, drawn)
    alone = [
        compose(asked, (found[place],) * len(asked), drawn)
        for place in range(len(found))
        if all(place in of for of in allowed)
    ]
    return placement(
        chosen,
        alone,
        drawn,
        objective=objective,
        limit_s=limit_s,
        reason=reason,
        reasons=reasons,
        assumptions=_assumptions(found, setting, chosen),
    )


def evaluate(
    functions: Functions,
    assignment: Sequence[str | Target | Place] | str | Place,
    *,
    storage: str | Storage = "object-store",
    handover: str = "memory",
    cold_share: float = 0.0,
    seed: int = 0,
) -> Placement:
    """The same for an assignment of one's own: a place for each function, or one for all.

    Raises UsageError as `pipeline`, and where there aren't as many places as functions.
    """
    asked = chain(functions)
    one = isinstance(assignment, str | Place | Target)
    if not one and not isinstance(assignment, Iterable):
        raise UsageError(f"an assignment is a place for each function, not {assignment!r}")
    given = [assignment] * len(asked) if one else list(assignment)  # type: ignore[arg-type]
    if len(given) != len(asked):
        raise UsageError(f"{len(asked)} functions need as many places, not {len(given)}")
    at = tuple(place_of(each) for each in given)  # type: ignore[arg-type]
    unique = _places(at)
    for each, where in zip(asked, at, strict=True):
        if why := _obstacle(each, where, "latency"):
            raise UsageError(f"{each.name} can't run at {where.name}: {why}")
    setting = _setting(storage, handover, cold_share, Draws(DRAWS, seed))
    chosen = compose(asked, at, setting)
    notes = _assumptions(unique, setting, chosen)
    return placement(chosen, [], setting, objective="latency", assumptions=notes)


def _setting(storage: str | Storage, handover: str, cold_share: float, draws: Draws) -> Setting:
    if handover not in HANDOVERS:
        raise UsageError(f"`handover` is one of {', '.join(HANDOVERS)}, not {handover!r}")
    if not is_real(cold_share) or not 0 <= cold_share <= 1:
        raise UsageError(f"`cold_share` is a share from 0 to 1, not {cold_share!r}")
    return Setting(storage_of(storage), draws, handover == "memory", float(cold_share))


def _places(given: Places | None) -> tuple[Place, ...]:
    """Each once. Raises UsageError for none, and for two different ones of one name."""
    if isinstance(given, str | Place | Target):
        given = [given]
    if not isinstance(given, Iterable | None):
        raise UsageError(f"`places` are names or `Place`s, not {given!r}")
    found = tuple(dict.fromkeys(place_of(each) for each in (SHIPPED if given is None else given)))
    if not found:
        raise UsageError(f"name at least one place: there are {', '.join(SHIPPED)}")
    if len(found) > MOST_PLACES:
        raise UsageError(f"at most {MOST_PLACES} places can be compared, not {len(found)}")
    names = [each.name for each in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError(f"two different places are named {twice}: give one another name")
    return found


def _allowed(
    function: Function, places: tuple[Place, ...], objective: str, reasons: dict[str, str]
) -> list[int]:
    """Places where it can run; adds to `reasons` why it can't at the others."""
    why = {at.name: _obstacle(function, at, objective) for at in places}
    why |= {name: "`only` names it, `places` doesn't" for name in function.only if name not in why}
    refused = {name: said for name, said in why.items() if said}
    reasons |= {f"{name}: {function.name}": said for name, said in refused.items()}
    found = [index for index, at in enumerate(places) if not why[at.name]]
    if not found:
        of = "; ".join(f"{name}: {said}" for name, said in refused.items())
        raise UsageError(f"{function.name} can run nowhere ({of})")
    return found


def _obstacle(function: Function, at: Place, objective: str) -> str:
    """Why it can't run there, or can't be weighed there; empty if it can."""
    if function.only and at.name not in function.only:
        return f"it runs at {', '.join(function.only)} only"
    memory = at.target.memory_gb
    if memory is not None and function.held_bytes > memory * 1e9:
        return f"needs {units.size(function.held_bytes)} of memory, there are {memory:g} GB"
    if objective == "cost" and at.usd_per_hour is None:
        return "its price isn't known"
    if objective == "energy" and (at.active_w is None or at.waiting_w is None):
        return "its power isn't known"
    try:
        roof_of(at.target).compute_seconds(
            {function.precision: function.operations}, function.memory_bytes
        )
    except UsageError as error:
        return str(error)
    return ""


def _assumptions(places: tuple[Place, ...], setting: Setting, chosen: Composed) -> tuple[str, ...]:
    used = {each.name for each in chosen.places}
    notes = [
        f"{each.name}: {each.source or 'figures of your own'}"
        f"{f' ({each.confidence} confidence)' if each.confidence else ''}"
        for each in places
        if each.name in used
    ]
    notes += [each for where in places for each in roof_of(where.target).assumptions]
    pairs = zip(chosen.functions, chosen.places, strict=True)
    instead = [roof_of(at.target).substitutions([each.precision]) for each, at in pairs]
    notes += dict.fromkeys(said for each in instead for said in each)
    bases = {each.price_basis for each in places if each.price_basis}
    if len(bases) > 1:
        notes.append("prices of some places are rents, of others worked out from buying them")
    notes.append("a place is paid for and powered while its function waits for data")
    if not setting.keeps:
        notes.append("each function reads from the storage and writes to it")
    return tuple(notes)
