"""The latest results of this process: what `jp.last()` returns."""

from __future__ import annotations

_latest: dict[str, object] = {}
"""Lower-case name of a result's class → the latest of it, the very latest last."""


def remember(result: object) -> None:
    """Make `result` the latest."""
    name = type(result).__name__.lower()
    _latest.pop(name, None)
    _latest[name] = result


def last(kind: str | None = None) -> object:
    """The latest result of any magic or public function, or None where there was none yet.

    `kind` asks for the latest of one class, by its name or the beginning of it in any case:
    `refinement`, `estimate`, `comparison`, `frontier`, `sparsity`, `block`, `serving`.
    """
    wanted = (kind or "").lower()
    return next((_latest[name] for name in reversed(_latest) if name.startswith(wanted)), None)
