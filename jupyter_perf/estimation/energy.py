"""Energy from time where nothing measures it: the power that a device is made for, times a share.

Processors follow the modes of CodeCarbon (`codecarbon/core/cpu.py`, `external/hardware.py`):
half of the power where nothing is known (constant), 10% and the cube of the load for a whole
machine, the share of a process; 85 W for an unknown processor. Devices draw most where they
compute and less where they wait for memory (Patel et al., "POLCA", 2023, section 4: reading a
prompt reaches the limit, writing stays well below it).
"""

from __future__ import annotations

from ..core.ranges import Range
from ..core.targets import Target
from ..errors import UsageError
from .combining import exactly, product

UNKNOWN_CPU_W = 85.0
CONSTANT_SHARE = Range(0.5, 0.2, 0.9)
SHARES = {
    "compute": Range(0.85, 0.65, 1.0),
    "memory": Range(0.60, 0.40, 0.85),
    "interconnect": Range(0.45, 0.25, 0.70),
    "latency": Range(0.35, 0.20, 0.60),
}
"""Of a device's power, by what its work is bound by."""
DATA_CENTRE = Range(1.2, 1.08, 1.56)
"""Power usage effectiveness: all that a building draws for each watt of computers. From what large
providers report (1.09, Google, 2024) to the average of all (1.56, Uptime Institute, 2024)."""
J_PER_KWH = 3.6e6


def watts(
    target: Target,
    *,
    bound: str | None = None,
    load: float | None = None,
    share: float | None = None,
) -> Range:
    """What one `target` draws: by what bounds its work, by the machine's load, or by a share.

    `load` and `share` are from 0 to 1; of a processor, `share` is the part that the work's own
    process takes. Raises UsageError where they aren't, more than one is given, or the power that a
    device is made for isn't known.
    """
    if sum(given is not None for given in (bound, load, share)) > 1:
        raise UsageError("power is taken by one of `bound`, `load` and `share`")
    made_for = _made_for(target)
    if load is not None:
        return _around(made_for * (0.1 + 0.9 * _part("load", load) ** 3), made_for)
    if share is not None:
        return _around(made_for * _part("share", share), made_for)
    if bound is None or target.kind == "cpu":
        return CONSTANT_SHARE.scaled(made_for)
    if bound not in SHARES:
        raise UsageError(f"no bound {bound!r}: one of {', '.join(SHARES)}")
    return SHARES[bound].scaled(made_for)


def joules(
    seconds: Range, power: Range, *, devices: int = 1, building: Range | None = None
) -> Range:
    """Of `devices` for `seconds`; with `building` (such as `DATA_CENTRE`) what cooling adds.

    Raises UsageError for no devices, ValueError for time below 0.
    """
    if devices < 1:
        raise UsageError("energy is that of at least one device")
    return product(seconds, power, building or exactly(1.0)).scaled(devices)


def _made_for(target: Target) -> float:
    if target.tdp_w is not None:
        return target.tdp_w
    if target.kind == "cpu":
        return UNKNOWN_CPU_W
    raise UsageError(f"{target.name} ({target.title}): the power that it is made for is unknown")


def _around(value: float, most: float) -> Range:
    """Load doesn't say which instructions run: a third less to a third more."""
    return Range(value, value / 1.5, max(value, min(value * 1.5, most)))


def _part(name: str, value: float) -> float:
    if not 0 <= value <= 1:
        raise UsageError(f"`{name}` must be from 0 to 1")
    return value
