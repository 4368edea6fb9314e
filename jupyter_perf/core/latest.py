"""The latest result of this process: what `jp.last()` returns."""

from __future__ import annotations

_latest: object = None


def remember(result: object) -> None:
    """Make `result` the latest."""
    global _latest
    _latest = result


def last() -> object:
    """The latest result of any magic or public function, or None where there was none yet."""
    return _latest
