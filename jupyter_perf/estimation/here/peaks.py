"""This machine as a target with measured peaks, and which share of them kernels reach here."""

from __future__ import annotations

from ...core.measured import Measured
from ...core.ranges import Range
from ...core.targets import HERE, Target
from ...core.targets.machines import target_of
from ..models.efficiency import Efficiency, usual

_COMPUTE = ("matmul-fp32", "matmul-flat", "matmul-small")
_MEMORY = ("stream-all", "stream-ram", "stream-new")
_LEAST_SHARE = 0.02


def target_here(measured: Measured) -> Target:
    """`here` with the peaks that were reached."""
    return target_of(measured, HERE)


def efficiency_here(measured: Measured) -> Efficiency:
    """Shares of `target_here`'s peaks: from what small or unfavourable kernels reach of what the
    best one does, to all of it. Waits and links stay those that are usual for processors."""
    stated = usual(target_here(measured))
    return Efficiency(
        compute=_shares(measured, _COMPUTE) or stated.compute,
        memory=_shares(measured, _MEMORY) or stated.memory,
        link=stated.link,
        launch_s=stated.launch_s,
        exchange_s=stated.exchange_s,
    )


def _shares(measured: Measured, names: tuple[str, ...]) -> Range | None:
    """Of the best of these kernels: the middle one's, the least one's, and all of it.

    None where fewer than two were measured: a share of one is no measurement.
    """
    rates = sorted(rate.value for name in names if (rate := measured.rate(name)))
    if len(rates) < 2:
        return None
    shares = [max(_LEAST_SHARE, rate / rates[-1]) for rate in rates]
    return Range(shares[len(shares) // 2 if len(shares) > 2 else 0], shares[0], 1.0)
