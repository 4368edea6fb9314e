"""Dates in texts of a fixed width: which formats, and how to tell that a text is written so."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from datetime import datetime

from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS

_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "M": 2, "S": 2, "f": 6}
_NAMED = 3
"""Characters of a month's short name, where the locale has such; others aren't found by them."""
_ORDER = "YmdHMSf"
_BEFORE = {"m": "-", "d": "-", "H": " ", "M": ":", "S": ":", "f": "."}
"""What stands before each part in the form that `fromisoformat` reads."""


@dataclass(frozen=True)
class Layout:
    """Where the parts of a date stand in a text: directive → place of its first character."""

    places: dict[str, int]
    separators: dict[int, str]
    width: int
    named: bool = False
    """Whether the month is given by its short name."""

    @property
    def iso(self) -> bool:
        """True where the text is what `fromisoformat` reads as it stands."""
        starts = [self.places[part] for part in self._parts]
        between = [self.separators.get(start - 1, "") for start in starts[1:]]
        fit = all(s == _BEFORE[p] for s, p in zip(between, self._parts[1:], strict=True))
        return fit and starts == sorted(starts) and not self.named

    @property
    def _parts(self) -> str:
        return "".join(part for part in _ORDER if part in self.places)

    def tests(self, text: str) -> list[str]:
        """Tests that `text` is a string of this width with the separators where they belong."""
        tests = [f"type({text}) is str", f"len({text}) == {self.width}"]
        for mark in dict.fromkeys(self.separators.values()):
            spots = [at for at, found in self.separators.items() if found == mark]
            tests.append(" == ".join(f"{text}[{at}]" for at in spots) + f' == "{mark}"')
        return tests

    def rearranged(self, text: str, months: str = "") -> str:
        """An expression: the same date as `fromisoformat` reads it.

        `months` is what gives the two digits of a month by its short name.
        """
        if self.iso:
            return text
        written, last = "", -1
        for part in self._parts:
            by_name = part == "m" and self.named
            start, before = self.places[part], _BEFORE.get(part, "")
            stop = start + (_NAMED if by_name else _WIDTHS[part])
            place = f"{text}[{start or ''}:{'' if stop == self.width else stop}]"
            if by_name:
                written += f"{before}{{{months}[{place}]}}"
            elif start == last + 1 and self.separators.get(last) == before:
                # What stands side by side in that form already is taken in one piece.
                written = f"{written[: written.rindex(':')]}:{place.rpartition(':')[2]}}}"
            else:
                written += f"{before}{{{place}}}"
            last = -1 if by_name else stop
        return f'f"{written}"'


def layout(form: str) -> Layout | None:
    """The layout of a format of `strptime`, or None where not every part has a fixed width."""
    places: dict[str, int] = {}
    separators: dict[int, str] = {}
    at, rest, named = 0, form, False
    while rest:
        if rest[0] == "%":
            by_name = rest[1:2] == "b"
            part = "m" if by_name else rest[1:2]
            if part not in _WIDTHS or part in places:
                return None
            places[part], named = at, named or by_name
            at, rest = at + (_NAMED if by_name else _WIDTHS[part]), rest[2:]
        elif rest[0] in "-/.:,T _":
            separators[at] = rest[0]
            at, rest = at + 1, rest[1:]
        else:
            return None
    return Layout(places, separators, at, named) if _whole(places) else None


def _whole(places: dict[str, int]) -> bool:
    """True where no part is missing before another, and hours mean the same to both readers."""
    parts = "".join(part for part in _ORDER if part in places)
    return parts in ("Ymd", "YmdHM", "YmdHMS", "YmdHMSf") and (parts == "Ymd" or _strict_hours())


def _strict_hours() -> bool:
    """False where `fromisoformat` takes 24:00 for the next day's midnight, as `strptime` never."""
    try:
        datetime.fromisoformat("2024-01-01T24:00")
    except ValueError:
        return True
    return False


def is_repeated(node: ast.expr, facts: Facts) -> bool:
    """True in a loop, a comprehension or a function, which may all be run many times."""
    if facts.source.loops(node) or facts.source.function(node) is not None:
        return True
    parents = facts.source.ancestors(node)
    return any(isinstance(parent, (*COMPREHENSIONS, *FUNCTIONS)) for parent in parents)
