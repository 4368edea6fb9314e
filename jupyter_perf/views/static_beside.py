"""Widgets with the static form of a result beside them."""

from __future__ import annotations

from typing import Any

import anywidget

_STATIC = ("text/plain", "text/html")


class StaticBeside(anywidget.AnyWidget):
    """A page that is opened without its kernel shows the static form instead."""

    def static(self) -> dict[str, Any]:
        """The MIME bundle of what is shown."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        data, metadata = shown
        static = self.static()
        return {**data, **{kind: static[kind] for kind in _STATIC}}, metadata
