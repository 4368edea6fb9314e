"""Time of a training step in its two parts, from counted operations: what another engine asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ...core.progress import Report, silent
from ...core.ranges import Range
from ...core.targets import HERE, Target
from ..counting import OBSERVER, Counted
from ..models import links
from ..models.efficiency import usual
from ..models.roofline import summed
from . import processor, this_machine
from .works import Spending, spent

HOST_LINK = links.SLOT
"""Between a device and its host, unless its own links are a slot's: cards sit in one."""


@dataclasses.dataclass(frozen=True)
class StepSeconds:
    """80% intervals that are wrong together: ends belong to ends."""

    passes: Range
    """Forward, loss, backward, and what goes to the host and back in them."""
    update: Range
    """The optimizer's step."""
    assumptions: tuple[str, ...] = ()


class StepTimes:
    """From what `observer` counted in one step to its time on a target."""

    observer = OBSERVER

    def __init__(self, report: Report = silent) -> None:
        self._report = report
        self._machine: list[processor.Machine | None] = []

    def __call__(
        self, counted: Mapping[str, Any], target: Target, *, host_bytes: int = 0
    ) -> StepSeconds:
        """`host_bytes` go over the link to the host. Raises UsageError where the target's figures
        are unknown."""
        spending = self._spent(Counted.from_data(counted), target)
        parts: dict[bool, list[Range]] = {True: [Range(0.0, 0.0, 0.0)], False: []}
        parts[False].append(Range(0.0, 0.0, 0.0))
        for each in spending.ops:
            parts[each.op.phase == "optimizer"].append(each.seconds)
        passes = summed(parts[False])
        said = spending.assumptions
        if host_bytes and target.kind != "cpu":
            passes = _with_host(passes, host_bytes, target)
            said = (*said, f"the host is behind {_link(target).title}, half hidden behind work")
        return StepSeconds(passes, summed(parts[True]), said)

    def _spent(self, counted: Counted, target: Target) -> Spending:
        machine = self._here() if target.name == HERE else None
        if machine is not None:
            return processor.spent(counted, machine)
        return spent(counted, this_machine.target_now(target), this_machine.efficiency(target))

    def _here(self) -> processor.Machine | None:
        """Timed once, where this machine is asked for first."""
        if not self._machine:
            self._machine.append(this_machine.machine(this_machine.rates(self._report)))
        return self._machine[0]


def _with_host(passes: Range, host_bytes: int, target: Target) -> Range:
    """Copies hide behind work at best, and add to it at worst."""
    share = usual(target).link
    alone = host_bytes / (_link(target).gb_per_s * 1e9)
    low = max(passes.low, alone / share.high)
    high = passes.high + alone / share.low
    sent = alone / share.value
    value = (max(passes.value, sent) + passes.value + sent) / 2
    return Range(min(max(value, low), high), low, high)


def _link(target: Target) -> links.Link:
    own = links.between(target)
    return own if own.title.startswith("PCI") else HOST_LINK
