"""Lines of IPython's own in a cell that runs where there is no IPython."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

HARMLESS = frozenset(
    ("matplotlib", "config", "load_ext", "reload_ext", "autoreload", "precision", "pylab", "xmode")
)
"""Line magics that say how things are shown or loaded: a run in a process of its own is none the
worse without them."""
RUNNABLE = frozenset(("time",))
"""Line magics of which only the statement that they are given matters."""


def unknown(magics: Iterable[str]) -> list[str]:
    """Those (as `Names.magics` has them) that a run couldn't do without the kernel."""
    return [each for each in magics if _name(each) not in HARMLESS | RUNNABLE]


def _name(magic: str) -> str:
    """`matplotlib` of `%matplotlib`; cell magics and shell lines keep their signs."""
    words = magic.split()
    return words[0].removeprefix("%") if words else ""


class Shell:
    """What `get_ipython()` returns in such a process."""

    def __init__(self, run: Callable[[str], None]) -> None:
        self._run = run

    def run_line_magic(self, name: str, line: str = "", *_: Any, **__: Any) -> None:
        """Run the statement of those that have one; nothing else happens."""
        if name in RUNNABLE and line.strip():
            self._run(line)
