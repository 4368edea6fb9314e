"""Machines that run for a while at least once they are started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Fleet:
    """What runs, by the hours that it has run for."""

    stay_h: float
    _ages: dict[str, list[float]] = field(default_factory=dict)
    """Instance → hours of each that runs, the oldest first."""

    def bound(self) -> dict[str, int]:
        """How many of each kind may not be stopped yet."""
        # Sums of hours are off by rounding.
        young = {
            name: sum(age < self.stay_h - 1e-9 for age in ages) for name, ages in self._ages.items()
        }
        return {name: number for name, number in young.items() if number}

    def become(self, counts: Mapping[str, int]) -> None:
        """The oldest are stopped, new ones are started."""
        for name in {*self._ages, *counts}:
            ages, wanted = self._ages.get(name, []), counts.get(name, 0)
            kept = ages[max(0, len(ages) - wanted) :]
            self._ages[name] = kept + [0.0] * (wanted - len(kept))

    def age(self, hours: float) -> None:
        self._ages = {name: [age + hours for age in ages] for name, ages in self._ages.items()}
