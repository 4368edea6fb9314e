"""Configurations of well-known public models, by name: `known.json`, and other packages' own.

A row has the maker's published figures, where they stand, and the number of parameters that the
published weights hold (of the text part), which the tests hold the arithmetic against. Nothing is
downloaded. An entry point of the group `jupyter_perf.configs` adds one: a mapping, as a
`config.json` is one, or a function that makes it.
"""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...core.registry import Registry
from ...errors import UsageError

FILE = Path(__file__).with_name("known.json")
_ENDINGS = ("-hf", "-instruct", "-chat", "-base", "-it", "-pt")
"""Of names of models that are built alike: tuned on conversations, or not."""


@dataclass(frozen=True)
class Known:
    """One model that is known by name."""

    name: str
    config: Mapping[str, Any] = field(compare=False)
    source: str = ""
    parameters: int | None = None
    """As published; None where nobody says."""
    aliases: tuple[str, ...] = ()


def find(name: str) -> Known:
    """The model of that name, in any case, with or without its maker's name before a slash.

    Raises UsageError with the names that are near, and what else may be given.
    """
    plain = name.strip().lower().replace("_", "-").replace(" ", "-").rpartition("/")[2]
    for wanted in (plain, _without_ending(plain)):
        found = _by_name().get(wanted) or _of_plugin(wanted)
        if found is not None:
            return found
    near = [known for known in names() if plain and plain in known][:3]
    near = near or difflib.get_close_matches(plain, names(), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "such as " + ", ".join(names()[:3])
    raise UsageError(
        f"no configuration named {name[:60]!r} is known, nor is it a file here: {hint} "
        "(nothing is downloaded: give the path of a config.json, or its dictionary)"
    )


def names() -> list[str]:
    """All names that `find` knows, other ones of the same model left out; sorted."""
    return sorted({*(each.name for each in shipped()), *_plugins().names()})


@functools.cache
def shipped() -> tuple[Known, ...]:
    """The rows of `known.json`."""
    rows = json.loads(FILE.read_text("utf-8"))
    return tuple(
        Known(row["name"], row["config"], row["source"], row["parameters"], tuple(row["aliases"]))
        for row in rows
    )


def _without_ending(name: str) -> str:
    name = name.removeprefix("meta-")
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name


@functools.cache
def _by_name() -> Mapping[str, Known]:
    return {name: each for each in shipped() for name in (each.name, *each.aliases)}


@functools.cache
def _plugins() -> Registry[Any]:
    return Registry("configs")


def _of_plugin(name: str) -> Known | None:
    """Raises UsageError where the plug-in's thing is no configuration."""
    if name not in _plugins():
        return None
    thing = _plugins().get(name)
    if callable(thing):
        try:
            thing = thing()
        # Somebody else's code runs here: whatever it raises must be told by its name.
        except Exception as error:
            raise UsageError(f"the plug-in {name}: {type(error).__name__}: {error}") from error
    if not isinstance(thing, Mapping):
        raise UsageError(f"the plug-in {name}: a {type(thing).__name__} is no configuration")
    return Known(name, thing, f"entry point {name}")
