"""What an answer about serving rests on, in words."""

from __future__ import annotations

from ...core.units import counted
from . import speculating
from .gathering import Findings

_MODELLED = (
    "throughputs that nobody measured are the roofline's, for servers that batch continuously and"
    " have nothing else to do; their intervals are 80% ones of the shares of peaks that are reached"
)
_ADDED = (
    "a machine that serves several sizes is as busy as the sum of what each would take alone"
    " (Mélange, arXiv 2404.14527)"
)
_MEASURED = (
    "a profile's figures are taken as they are: a matrix of requests a second is taken to have been"
    " measured under this latency target"
)
_GROUPS = "devices that share a model stand in one machine, at the price of as many single ones"


def assumptions(found: Findings) -> tuple[str, ...]:
    if not found.instances or not found.asked.rate:
        return ()
    asked = found.asked
    sources = {each.source for each in found.throughputs.values()}
    said = [_ADDED, f"requests of each size are cut in {counted(asked.wishes.slices, 'part')}"]
    if "profile" in sources:
        said.append(_MEASURED)
    if "modelled" in sources and asked.config is not None:
        bits = asked.precision
        said += [
            _MODELLED,
            f"weights of {bits.weight_bits:g} bits, caches of {bits.kv_bits:g}",
            *asked.config.notes,
            *asked.config.model.assumptions,
        ]
    if any(each.devices > 1 for each in found.instances):
        said.append(_GROUPS)
    if found.speculation:
        said += speculating.assumed(asked)
    return tuple(said)
