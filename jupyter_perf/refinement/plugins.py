"""What a rewrite rule in a package of its own imports; see docs/contributing.md.

Only for such packages: importing this loads the analysis that rules ask.
"""

from __future__ import annotations

from ..core.code import Safety
from .concrete import Around, Change, Instead, Swap, Whole
from .facts import Facts
from .rules._rule import Rewrite, rule
from .source import Decline

__all__ = [
    "Around",
    "Change",
    "Decline",
    "Facts",
    "Instead",
    "Rewrite",
    "Safety",
    "Swap",
    "Whole",
    "rule",
]
