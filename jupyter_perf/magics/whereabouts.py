"""Which notebook this kernel belongs to, also after it was renamed or moved.

The server tells at the kernel's start, in `JPY_SESSION_NAME`, and never again; a front end of ours
tells paths as its file browser has them, which begin at a folder that a kernel doesn't know.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from .edge import told

_PATH_CHARS = 4096


class Whereabouts:
    """The notebook's path, absolute where that is known. Of several that share a kernel, the one
    that a front end named last."""

    def __init__(self) -> None:
        self._told = ""
        self._renamed: dict[str, str] = {}

    def notebook(self) -> str:
        """Path of the notebook now; empty where nobody told."""
        return self._told or os.environ.get("JPY_SESSION_NAME", "")

    def latest(self, notebook: str) -> str:
        """What `notebook` is called now."""
        return self._renamed.get(notebook, notebook)

    def hear(self, data: dict[str, Any]) -> None:
        """A front end tells: `path`, and `was` where it was another one until now."""
        path, was = data.get("path"), data.get("was")
        now = self._located(path)
        if not now:
            return
        before = self._beside(now, path, was)
        self._told = now
        if before and before != now and not os.path.exists(before):
            self._rename(before, now)

    def _rename(self, before: str, now: str) -> None:
        earlier = {old: now for old, name in self._renamed.items() if name == before}
        self._renamed |= {**earlier, before: now}
        self._renamed.pop(now, None)
        with told(lambda _said: None):  # what can't be written now stays under its old name
            from ..records.store import store

            store().rename(before, now)

    def _located(self, path: object) -> str:
        """The absolute path of the notebook that the file browser has as `path`; "" if unknown."""
        known = Path(self.notebook())
        if not isinstance(path, str) or not 0 < len(path) <= _PATH_CHARS or "\0" in path:
            return ""
        if not known.is_absolute():
            return ""
        for folder in known.parents:
            place = folder / path
            if place == known or os.path.isfile(place):  # False for what can't be a path
                return str(place)
        return ""

    def _beside(self, now: str, path: object, was: object) -> str:
        """The absolute path of `was`, which begins where `path` does."""
        if not isinstance(was, str) or not isinstance(path, str) or not was:
            return ""
        root = Path(now).parents[len(Path(path).parts) - 1]
        return str(root / was)


_whereabouts = Whereabouts()


def whereabouts() -> Whereabouts:
    """Those of this process, which is one kernel."""
    return _whereabouts
