"""Targets by name: shipped, from plug-ins, or this machine."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping

from ...errors import UsageError
from ..registry import Registry
from .catalogue import shipped
from .here import this_machine
from .target import Target

HERE = "here"
"""The name of the machine that this runs on."""


def get(name: str) -> Target:
    """The target of that name, in any case. Raises UsageError with the names that are near."""
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    found = _made(wanted)
    if found is None:
        near = [known for known in names() if wanted and wanted in known][:3]
        near = near or difflib.get_close_matches(wanted, names(), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`%perf targets` lists them"
        raise UsageError(f"no target named {name!r}: {hint}")
    return found


def names() -> list[str]:
    """All names that `get` knows: this machine first, then sorted."""
    known = [name for name in _registry().names() if name != HERE]
    return [HERE, *(name for name in known if _made(name) is not None)]


def table() -> list[Target]:
    """All targets, this machine first, then in the catalogue's order, then plug-ins'."""
    order = [HERE, *(target.name for target in shipped())]
    others = [name for name in _registry().names() if name not in set(order)]
    found = [_made(name) for name in (*order, *others)]
    return [target for target in found if target is not None]


def disabled() -> Mapping[str, str]:
    """Plug-ins that are left out: entry point's name → why."""
    registry = _registry()
    broken = {name: _wrong(name) for name in registry.names()}
    return {**registry.disabled, **{name: why for name, why in broken.items() if why}}


def _made(name: str) -> Target | None:
    """The target registered under `name`; None where there is none, or what is isn't one."""
    if name not in _registry():
        return None
    thing = _thing(name)
    return thing if isinstance(thing, Target) else None


def _wrong(name: str) -> str:
    thing = _thing(name)
    return "" if isinstance(thing, Target) else str(thing)


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
