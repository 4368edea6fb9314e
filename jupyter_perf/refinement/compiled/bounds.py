"""How large whole numbers may become, so that none outgrows 64 bits unnoticed.

Each whole number has a bound 2**bits on its absolute value. Inputs are below one that is tested
before the kernel is called. What grows from round to round is *held*: the kernel tests it after
each assignment and gives up where it is beyond the bound. All else follows from the operators.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_BITS = 62
EXACT_BITS = 53
"""Whole numbers up to this are floats without rounding."""
STEP_BITS = 44
"""Nothing is repeated more than 2**44 times: Python itself would take two days and more."""
LENGTH_BITS = 31
"""Inputs with more elements than this stay with the original."""
LOCAL_LENGTH_BITS = 36
"""Lists of eight bytes each, of more elements than this, don't fit into 512 GB."""
INPUT_CHOICES = (62, 53, 31, 20)
HELD_CHOICES = (62, 60, 53, 45, 40, 31, 26, 20)


class TooWide(Exception):
    """A whole number may outgrow its bound; `keys` are variables that it depends on."""

    def __init__(self, keys: frozenset[str]) -> None:
        super().__init__("a whole number may grow too large")
        self.keys = keys


@dataclass
class Bounds:
    """Bounds of variables by key; `held` are tested in the kernel against 2**held_bits."""

    input_bits: int
    held_bits: int
    held: frozenset[str] = frozenset()
    changed: bool = False
    round: int = 0
    _set: dict[str, int] = field(default_factory=dict)
    _step: dict[str, int] = field(default_factory=dict)

    def of(self, key: str) -> int:
        if key in self.held:
            return self.held_bits
        base, step = self._set.get(key, 0), self._step.get(key)
        return base if step is None else max(base, step + STEP_BITS) + 1

    def assign(self, key: str, bits: int) -> bool:
        """Note an assignment; True where the kernel has to test it."""
        if key in self.held:
            return bits > self.held_bits
        if bits > self._set.get(key, -1):
            # Whatever still grows after some rounds grows for ever: find that out soon.
            self._set[key] = bits + (8 if self.round > 6 else 0)
            self._noted(key)
        return False

    def add(self, key: str, bits: int) -> bool:
        """Note that up to 2**bits is added once more; True where the kernel has to test it."""
        if key in self.held:
            return True
        if bits > self._step.get(key, -1):
            self._step[key] = bits
            self._noted(key)
        return False

    def _noted(self, key: str) -> None:
        self.changed = True
        if self.of(key) > MOST_BITS:
            raise TooWide(frozenset({key}))


def bits_of(value: int) -> int:
    """The least b with abs(value) <= 2**b."""
    return max(0, (abs(value) - 1).bit_length()) if value else 0
