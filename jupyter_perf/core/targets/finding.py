"""Targets by name: this machine, shipped, a user's own, from plug-ins."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Iterable, Mapping

from ...errors import UsageError
from .. import measurements
from ..measured import Measured
from ..registry import Registry
from . import own
from .catalogue import shipped
from .here import this_machine
from .target import Target

HERE = "here"
"""The name of the machine that this runs on."""


def get(name: str) -> Target:
    """The target of that name, in any case. Raises UsageError with the names that are near."""
    wanted = _normal(name)
    found = _made(wanted)
    if found is None:
        near = [known for known in names() if wanted and wanted in known][:3]
        near = near or difflib.get_close_matches(wanted, names(), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`%perf targets` lists them"
        raise UsageError(f"no target named {name!r}: {hint}")
    return found


def _normal(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(" ", "-")


def several(
    target: str | Target | Iterable[str | Target], find: Callable[[str], Target] = get
) -> tuple[Target, ...]:
    """The targets of these names (`"a100-80gb,here"`, or a list), each once, in that order.

    Raises UsageError for one that `find` doesn't know, and for none.
    """
    if isinstance(target, str):
        target = [name for name in target.split(",") if name.strip()]
    elif isinstance(target, Target):
        target = [target]
    if not isinstance(target, Iterable):
        raise UsageError(f"a target is a name or a list of names, not {type(target).__name__}")
    found: dict[str, Target] = {}
    for each in target:
        if not isinstance(each, str | Target):
            raise UsageError(f"a target is a name, not {type(each).__name__}")
        made = find(each) if isinstance(each, str) else each
        found.setdefault(made.name, made)
    if not found:
        raise UsageError("which target? `here`, or one of those that `%perf targets` lists")
    return tuple(found.values())


def names() -> list[str]:
    """All names that `get` knows: this machine first, then sorted."""
    plugged = [name for name in _registry().names() if isinstance(_thing(name), Target)]
    return [HERE, *sorted({*plugged, *own.found()[0]} - {HERE})]


def table() -> list[Target]:
    """All targets: this machine, the catalogue in its order, a user's own, plug-ins'."""
    order = [HERE, *(target.name for target in shipped())]
    mine = [name for name in own.found()[0] if name not in set(order)]
    order += mine
    others = [name for name in _registry().names() if name not in set(order)]
    found = [_made(name) for name in (*order, *others)]
    return [target for target in found if target is not None]


def measured(name: str) -> Measured | None:
    """What was measured of the machine of that name (`here` too), to carry times over to it; None
    for targets that are only described."""
    if _normal(name) == HERE:
        return measurements.latest()
    found = own.found()[0].get(_normal(name))
    return None if found is None or _normal(name) in _shipped_names() else found.measured


def disabled() -> Mapping[str, str]:
    """What is left out: the name of a plug-in, row or file → why."""
    registry = _registry()
    broken = {name: _wrong(name) for name in registry.names()}
    mine, wrong = own.found()
    taken = {
        name: f"{mine[name].file}: the name is that of a target that is shipped"
        for name in mine
        if name in _shipped_names()
    }
    return {
        **registry.disabled,
        **{name: why for name, why in broken.items() if why},
        **wrong,
        **taken,
    }


def _made(name: str) -> Target | None:
    """The target of that name; None where there is none, or what is registered isn't one."""
    if name == HERE:
        return this_machine()
    mine = None if name in _shipped_names() else own.found()[0].get(name)
    if mine is not None:
        return mine.target
    if name not in _registry():
        return None
    thing = _thing(name)
    return thing if isinstance(thing, Target) else None


def _wrong(name: str) -> str:
    thing = _thing(name)
    return "" if isinstance(thing, Target) else str(thing)


@functools.cache
def _shipped_names() -> frozenset[str]:
    return frozenset({HERE, *(target.name for target in shipped())})


@functools.cache
def _thing(name: str) -> Target | str:
    """The target, made where its plug-in gave a function; or what is wrong with it, in words."""
    thing = _registry().get(name)
    if callable(thing):
        try:
            thing = thing()
        # Somebody else's code runs here: whatever it raises must disable it alone.
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return thing if isinstance(thing, Target) else f"a {type(thing).__name__} isn't a Target"


@functools.cache
def _registry() -> Registry[object]:
    registry: Registry[object] = Registry("targets")
    for target in shipped():
        registry.add(target.name, target)
    registry.add(HERE, this_machine)
    return registry
