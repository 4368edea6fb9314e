"""A cell's time on another machine, from its time here and both machines' reference kernels.

The idea is HELP's (arXiv 2106.08630): machines differ as their latencies on reference kernels do.
A cell resembles some kernels more than others (its *mix*), so its time changes as theirs do:

    there / here = sum over kernels of share × there(kernel) / here(kernel)

No cell is exactly a mix of kernels. How far it goes beyond grows with how differently the kernels
change between the two machines: where all get slower alike, so does the cell. The widths below
were tuned on half of the cells of `make bench-transfer`; the other half says how well they hold.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping

from ...core import units
from ...core.measured import Measured
from ...core.ranges import Range
from ...errors import UsageError

Z80 = 1.2816
USUAL: Mapping[str, float] = {
    "interpreter": 2.0, "objects": 2.0, "strings": 1.0, "python-sort": 1.0,
    "numpy-calls": 1.0, "stream-l3": 1.0, "stream-new": 1.0, "gather": 1.0, "math": 1.0,
    "groupby": 1.0, "sort": 1.0, "join": 1.0, "matmul-small": 0.3, "matmul-fp64-1": 0.3,
    "pages": 0.5,
}  # fmt: skip
"""How likely a cell of which nothing is known resembles each kernel."""
LEAST_KERNELS = 5
"""That two machines must have in common to be compared."""
LEAST_ERROR = 0.06
"""Relative, one standard deviation: of a cell that is just what its mix says."""
KNOWN, UNKNOWN = 0.45, 1.0
"""Part of the kernels' spread that a cell may deviate by, with a mix and without."""


def transfer(
    seconds: Range, here: Measured, there: Measured, mix: Mapping[str, float] | None = None
) -> Range:
    """What takes `seconds` on `here`, on `there`, with an 80% interval.

    `mix` is kernel → share of the time (`mix.mix_of` finds it); None is that of any cell. Raises
    UsageError where the machines have too few kernels in common or the mix makes no sense.
    """
    factor = ratio(here, there, mix)
    error = math.hypot(
        _width(seconds.value, seconds.low, seconds.high),
        _width(factor.value, factor.low, factor.high),
    )
    value = seconds.value * factor.value
    return Range(value, value * math.exp(-Z80 * error), value * math.exp(Z80 * error))


def ratio(here: Measured, there: Measured, mix: Mapping[str, float] | None = None) -> Range:
    """How many times longer the same takes on `there`. Raises as `transfer`."""
    shared = sorted(set(here.probes) & set(there.probes))
    if len(shared) < LEAST_KERNELS:
        raise UsageError(
            f"these machines have {units.counted(len(shared), 'reference kernel')} in common, too"
            " few to compare them: measure both again, while they are idle"
            " (`%perf calibrate --again`)"
        )
    weights = _weights(mix if mix is not None else USUAL, shared)
    logs = _log_ratios(here, there, shared)
    value = math.log(sum(share * math.exp(logs[name]) for name, share in weights.items()))
    noise = math.sqrt(sum((w * _noise(here, there, name)) ** 2 for name, w in weights.items()))
    known = _known_share(mix, shared)
    spread = _spread(logs, _weights(USUAL, shared))
    beyond = spread * (known * KNOWN + (1 - known) * UNKNOWN)
    error = Z80 * math.hypot(LEAST_ERROR, noise, beyond)
    return Range(math.exp(value), math.exp(value - error), math.exp(value + error))


def _weights(mix: Mapping[str, float], shared: list[str]) -> dict[str, float]:
    """Shares that add up to 1, over kernels that both machines have. The rest counts as usual."""
    if any(not 0 <= share < math.inf for share in mix.values()):
        raise UsageError("a mix has shares of time, none below 0")
    total = sum(mix.values())
    if total <= 0:
        raise UsageError("a mix has at least one share above 0")
    weights = {name: mix.get(name, 0.0) / total for name in shared}
    rest = 1.0 - sum(weights.values())
    if rest > 1e-9:
        usual = {name: USUAL.get(name, 0.0) for name in shared}
        of_all = sum(usual.values())
        # Machines that share only kernels that no cell is usually like: all count the same.
        usual = usual if of_all else dict.fromkeys(shared, 1.0)
        of_all = of_all or float(len(shared))
        weights = {name: weights[name] + rest * usual[name] / of_all for name in shared}
    return {name: share for name, share in weights.items() if share > 0}


def _known_share(mix: Mapping[str, float] | None, shared: list[str]) -> float:
    """Of a cell's time, the part whose kernels are known and were measured on both."""
    if mix is None:
        return 0.0
    return sum(mix.get(name, 0.0) for name in shared) / sum(mix.values())


def _log_ratios(here: Measured, there: Measured, names: list[str]) -> dict[str, float]:
    """ln of there over here by kernel, drawn towards what kernels have in common as far as their
    differences may be noise (an empirical Bayes estimate: spread² / (spread² + noise²))."""
    raw = {
        name: math.log(there.probes[name].seconds.value / here.probes[name].seconds.value)
        for name in names
    }
    middle = statistics.median(raw.values())
    noise = {name: _best_noise(here, there, name) for name in names}
    seen = statistics.fmean((raw[name] - middle) ** 2 for name in names)
    real = max(0.0, seen - statistics.fmean(each**2 for each in noise.values()))
    return {
        name: middle + (raw[name] - middle) * real / (real + noise[name] ** 2)
        if noise[name] > 0
        else raw[name]
        for name in names
    }


def _noise(here: Measured, there: Measured, name: str) -> float:
    """One standard deviation of the logarithm of the kernel's ratio."""
    both = [machine.probes[name].seconds for machine in (here, there)]
    return math.hypot(*(_width(each.value, each.low, each.high) for each in both))


def _best_noise(here: Measured, there: Measured, name: str) -> float:
    """The same of the best times alone: what disturbs a kernel only ever adds to its time, so that
    the upper end says how busy a machine was rather than how fast it is."""
    both = [machine.probes[name].seconds for machine in (here, there)]
    return math.hypot(*(math.log(each.value / each.low) / Z80 for each in both))


def _width(value: float, low: float, high: float) -> float:
    """One standard deviation of the logarithm, taken from the wider side of an 80% interval."""
    if value <= 0 or low <= 0:
        raise UsageError("a time that may be 0 can't be carried over to another machine")
    return max(math.log(value / low), math.log(high / value)) / Z80


def _spread(logs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weighted standard deviation of the kernels' log ratios: how differently they change."""
    mean = sum(share * logs[name] for name, share in weights.items())
    return math.sqrt(sum(share * (logs[name] - mean) ** 2 for name, share in weights.items()))
