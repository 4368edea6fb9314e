"""Memory of methods that are formulas: ZeRO's parts of what a traced step keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..making import Making
from ..methods import METHODS
from .plans import parts


class Factors(Protocol):
    """What a modelled method says beside what all say (`methods.zero`)."""

    def memory_factors(self, making: Making) -> Mapping[str, float]: ...
    def gathered_bytes(self, making: Making) -> int: ...


def breakdown(traced: Mapping[str, float], method: str, making: Making) -> dict[str, float]:
    """The traced parts with a method's factors; what is gathered counts as temporary."""
    found = dict(traced)
    for each in parts(method):
        known: Any = METHODS.get(each)
        if not known.modelled:
            continue
        factors: Factors = known
        for kind, factor in factors.memory_factors(making).items():
            found[kind] = found.get(kind, 0.0) * factor
        gathered = factors.gathered_bytes(making)
        if gathered:
            found["temporaries"] = found.get("temporaries", 0.0) + gathered
    return found
