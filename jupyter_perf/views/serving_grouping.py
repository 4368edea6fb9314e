"""Remarks of an estimate of serving that differ in names alone, said once: with every machine on
offer there are dozens of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from . import serving_wording as wording

_NAMED = 8
"""Names that are said before `and 3 more`."""
_REPLACED = re.compile(r"(?:\S+ brings nothing already: )?[\d,]+ × .+ do as much for the money")
_TOO_LARGE = re.compile(
    r"it doesn't fit: .+ are needed, and (\S+) has .+; ([\d,]+) devices would do"
)


def left_out(reasons: Mapping[str, str]) -> list[str]:
    """Why → of whom; groups of devices that bring nothing, and too little memory, as one each."""
    large, replaced = _several(reasons, _TOO_LARGE), _several(reasons, _REPLACED)
    others = {name: why for name, why in reasons.items() if name not in {*large, *replaced}}
    said = [f"{wording.listed(names)}: {why}" for why, names in wording.grouped(others).items()]
    return [*_too_large(large), *said, *_replaced(replaced)]


def _several(reasons: Mapping[str, str], pattern: re.Pattern[str]) -> dict[str, re.Match[str]]:
    """Those that `pattern` is about; none where it is one, which is said as it is."""
    found = {name: match for name, why in reasons.items() if (match := pattern.fullmatch(why))}
    return found if len(found) > 1 else {}


def _too_large(reasons: Mapping[str, re.Match[str]]) -> list[str]:
    devices: dict[str, dict[str, None]] = {}
    for match in reasons.values():
        devices.setdefault(match[2], {})[match[1]] = None
    return [
        f"the model doesn't fit on fewer than {number} of {wording.listed(list(names), _NAMED)}"
        for number, names in devices.items()
    ]


def _replaced(names: Collection[str]) -> list[str]:
    if not names:
        return []
    said = wording.listed(list(names), _NAMED)
    return [f"{said}: smaller groups of the same devices do as much for the money"]
