"""What one size does by itself, where several were scaled together: from a run with it halved.

It is known in one place only, so its band widens with the distance from there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ...core.ranges import Range
from ..result import Curve, Expected, WhatIf
from .sizes import Group

_DRIFT = 0.2
"""Standard deviation of the exponent for each e-fold away from where it was seen."""
_Z80 = 1.2816
_FROM, _TIMES, _POINTS = 0.1, 10.0, 9


def curves(seconds: Range, groups: Sequence[Group], alone: Mapping[str, float]) -> list[Curve]:
    """The cell's `seconds` over each size alone, from a tenth of it to ten times."""
    found = []
    for group in groups:
        if (power := alone.get(group.name)) is not None:
            steps = [_FROM * (_TIMES / _FROM) ** (at / (_POINTS - 1)) for at in range(_POINTS)]
            points = tuple(
                Expected({group.name: group.value * step}, scaled(seconds, power, step))
                for step in steps
            )
            words = f"about n^{power:.1f} in `{group.name}` alone"
            found.append(Curve("seconds", group.name, (), points, "", words))
    return found


def what_if(seconds: Range, groups: Sequence[Group], alone: Mapping[str, float]) -> list[WhatIf]:
    """Ten times each size alone."""
    return [
        WhatIf(
            f"{_TIMES:g} × `{group.name}` alone",
            {group.name: group.value * _TIMES},
            scaled(seconds, alone[group.name], _TIMES),
        )
        for group in groups
        if group.name in alone
    ]


def scaled(seconds: Range, power: float, times: float) -> Range:
    """`seconds` where one size is so many times as large."""
    value = seconds.value * times**power
    here = max(math.log(seconds.value / seconds.low), math.log(seconds.high / seconds.value))
    width = math.hypot(here, _Z80 * _DRIFT * abs(math.log(times)))
    return Range(value, value * math.exp(-width), value * math.exp(width))
