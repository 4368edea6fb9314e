"""This machine, as far as it was measured."""

from __future__ import annotations

from ...core import measurements
from ...core.caches import cache_bytes
from ...core.progress import Report
from ...core.targets import HERE, Target
from ..models.efficiency import Efficiency
from . import processor, reference
from .reference import Rates


def rates(report: Report) -> Rates | None:
    """Of as many threads as PyTorch has in this process."""
    import torch

    return reference.measured(torch.get_num_threads(), progress=report)


def machine(found: Rates | None) -> processor.Machine | None:
    """With its caches."""
    return None if found is None else processor.Machine(found, cache_bytes())


def efficiency(target: Target) -> Efficiency | None:
    """What reference kernels reached here, if they were run."""
    known = measurements.latest() if target.name == HERE else None
    if known is None:
        return None
    from ..here import efficiency_here

    return efficiency_here(known)


def target_now(target: Target) -> Target:
    """This machine with the peaks that were measured, if they were."""
    known = measurements.latest() if target.name == HERE else None
    if known is None:
        return target
    from ..here import target_here

    return target_here(known)
