"""The magics: their options from their own parsers, and what `%perf` takes."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

from .describing import docstring, safe
from .parsers import options

_MAGICS = (
    ("%%refine", "jupyter_perf.magics.refine", "RefineMagics", "refine"),
    ("%refine_more", "jupyter_perf.magics.refine", "RefineMagics", "refine_more"),
    ("%%estimate", "jupyter_perf.magics.estimate", "EstimateMagics", "estimate"),
    ("%papaya", "jupyter_perf.magics.papaya", "PapayaMagics", "papaya"),
    ("%%sparsify", "jupyter_perf.magics.sparsify", "SparsifyMagics", "sparsify"),
)
_USAGE_OF = ("targets", "calibrate", "models", "spend", "history", "edits")
"""Subcommands of `%perf` whose module says how they are used."""


def text() -> str:
    """`%load_ext jupyter_perf` registers all of these."""
    parts = ["`%load_ext jupyter_perf` registers all of these."]
    for shown, module, owner, name in _MAGICS:
        magic = getattr(getattr(importlib.import_module(module), owner), name)
        parts += [f"## `{shown}`", _about(magic), options(magic.parser)]
    from jupyter_perf.magics import perf

    parts += ["## `%perf`", docstring(perf.PerfMagics.perf)]
    parts.append(f"```text\n{perf._HELP}\n```")
    for name in _USAGE_OF:
        usage = getattr(importlib.import_module(f"jupyter_perf.magics.{name}"), "USAGE", "")
        if usage:
            lines = usage.strip().removeprefix("Usage:").strip("\n")
            parts += [f"### `%perf {name}`", f"```text\n{lines}\n```"]
    return "\n\n".join(parts)


def _about(magic: Any) -> str:
    """The docstring as it was written: IPython puts the usage before it, and the options after."""
    return safe(inspect.cleandoc(magic.parser.description or ""))
