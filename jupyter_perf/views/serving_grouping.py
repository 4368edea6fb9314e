"""Remarks of an estimate of serving that differ in names alone, said once: with every machine on
offer there are dozens of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..estimation.serving.parts import REPLACED, TOO_LARGE, LeftOut
from . import serving_wording as wording

_NAMED = 8
"""Names that are said before `and 3 more`."""


def left_out(reasons: Mapping[str, str], kinds: Mapping[str, LeftOut]) -> list[str]:
    """Why → of whom; groups of devices that bring nothing, and too little memory, as one each.

    Of a name without a kind that is known here its own words are said.
    """
    counted = {name: each for name, each in kinds.items() if each.devices is not None}
    large = _several(reasons, counted, TOO_LARGE)
    replaced = _several(reasons, kinds, REPLACED)
    others = {name: why for name, why in reasons.items() if name not in {*large, *replaced}}
    said = [f"{wording.listed(names)}: {why}" for why, names in wording.grouped(others).items()]
    return [*_too_large(large.values()), *said, *_replaced(replaced)]


def _several(
    reasons: Mapping[str, str], kinds: Mapping[str, LeftOut], kind: str
) -> dict[str, LeftOut]:
    """Those of that kind; none where it is one, which is said as it is."""
    found = {name: kinds[name] for name in reasons if name in kinds and kinds[name].kind == kind}
    return found if len(found) > 1 else {}


def _too_large(reasons: Collection[LeftOut]) -> list[str]:
    targets: dict[int | None, dict[str, None]] = {}
    for each in reasons:
        targets.setdefault(each.devices, {})[each.target] = None
    return [
        f"the model doesn't fit on fewer than {number} of {wording.listed(list(names), _NAMED)}"
        for number, names in targets.items()
    ]


def _replaced(names: Collection[str]) -> list[str]:
    if not names:
        return []
    said = wording.listed(list(names), _NAMED)
    return [f"{said}: smaller groups of the same devices do as much for the money"]
