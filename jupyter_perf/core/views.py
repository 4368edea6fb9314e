"""How a result finds its view without knowing it: by name, and only when it is shown."""

from __future__ import annotations

import importlib
from typing import Any


def view_of(result: object) -> dict[str, Any]:
    """MIME bundle of a result, from the module of `jupyter_perf.views` named after its type."""
    module = importlib.import_module(f"jupyter_perf.views.{type(result).__name__.lower()}")
    bundle: dict[str, Any] = module.mimebundle(result)
    return bundle


def widget_of(result: object) -> Any:
    """A widget that shows a result, from `jupyter_perf.views.widget`."""
    return importlib.import_module("jupyter_perf.views.widget").widget(result)
