"""Reads a configuration with suspicion: every figure is checked before anything is made of it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ....errors import UsageError

# Far above any model and low enough that products of a few of them stay ordinary numbers.
MOST = {"layers": 10_000, "width": 10_000_000, "vocabulary": 100_000_000, "experts": 100_000}
_MISSING = object()


class Reader:
    """Takes figures by name; where one is missing the family's default counts, and is noted.

    A null stands for a missing figure, as it does in configurations that libraries write.
    """

    def __init__(self, given: Mapping[str, object], family: str) -> None:
        self.given = given
        self.family = family
        self._defaults: dict[str, object] = {}
        self._notes: list[str] = []

    def count(self, *names: str, default: int | None = None, most: str = "width") -> int:
        """A whole number above 0, under the first of `names` that is there.

        Raises UsageError where it is none, too large, or missing without a default.
        """
        found = self.optional_count(*names, most=most)
        if found is not None:
            return found
        if default is None:
            raise UsageError(f"a configuration of {self.family} needs `{names[0]}`")
        self._defaults[names[0]] = default
        return default

    def optional_count(self, *names: str, most: str = "width", least: int = 1) -> int | None:
        """The same, where missing means something of its own."""
        name, value = self._first(names)
        if value is _MISSING:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            kind = type(value).__name__
            raise UsageError(f"`{name}` of the configuration must be a whole number, not a {kind}")
        if not least <= value <= MOST[most]:
            raise UsageError(f"`{name}` of the configuration must be from {least} to {MOST[most]}")
        return value

    def flag(self, *names: str, default: bool) -> bool:
        """True or false. Raises UsageError for anything else."""
        name, value = self._first(names)
        if value is _MISSING:
            return default
        if not isinstance(value, bool):
            kind = type(value).__name__
            raise UsageError(f"`{name}` of the configuration must be true or false, not a {kind}")
        return value

    def places(self, name: str) -> frozenset[int]:
        """A list of layers' numbers. Raises UsageError for anything else."""
        value = self.given.get(name)
        if value is None:
            return frozenset()
        if not isinstance(value, list | tuple) or len(value) > MOST["layers"]:
            raise UsageError(f"`{name}` of the configuration must be a list of layers' numbers")
        if not all(isinstance(each, int) and not isinstance(each, bool) for each in value):
            raise UsageError(f"`{name}` of the configuration must hold whole numbers only")
        return frozenset(value)

    def words(self, name: str) -> tuple[str, ...]:
        """A list of strings, without what isn't one."""
        value = self.given.get(name)
        listed = value if isinstance(value, list | tuple) else ()
        return tuple(each for each in listed if isinstance(each, str))

    def divided(self, whole: int, parts: int, what: str) -> int:
        """`whole / parts`. Raises UsageError where it isn't whole."""
        if whole % parts:
            raise UsageError(f"the configuration's {what}: {whole} isn't a multiple of {parts}")
        return whole // parts

    def note(self, text: str) -> None:
        """Something else that was assumed."""
        self._notes.append(text)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Defaults that were taken, in one sentence, and notes."""
        taken = ", ".join(f"{name} = {value}" for name, value in self._defaults.items())
        said = f"defaults of transformers for {self.family}: {taken}"
        return ((said,) if taken else ()) + tuple(self._notes)

    def _first(self, names: tuple[str, ...]) -> tuple[str, object]:
        for name in names:
            value = self.given.get(name)
            if isinstance(value, float) and not math.isfinite(value):
                raise UsageError(f"`{name}` of the configuration must be a whole number")
            if value is not None:
                return name, value
        return names[0], _MISSING
