"""The peaks of a target, and what stands in for those that its maker doesn't give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...core.targets import Target
from ...errors import UsageError
from . import links

# Work at a precision that a target has no units for runs at the first of these that it has.
INSTEAD: Mapping[str, tuple[str, ...]] = {
    "fp32": ("fp32",),
    "tf32": ("tf32", "fp32"),
    "fp16": ("fp16", "tf32", "fp32"),
    "bf16": ("bf16", "tf32", "fp32"),
    "fp8": ("fp8", "int8", "fp16", "tf32", "fp32"),
    "int8": ("int8", "fp8", "fp16", "tf32", "fp32"),
}
# A logical core where nothing else is known: 16 operations a cycle at 2.5 GHz (AVX2, one of two
# threads of a core with two units), and its part of a memory channel or two.
CORE_FLOPS_PER_S = 40e9
CORE_BYTES_PER_S = 8e9
MOST_BYTES_PER_S = 50e9
# Below this, memory bounds whatever is sold: no target of the catalogue computes so little a byte.
SURELY_MEMORY_BOUND = 9.0


@dataclass(frozen=True)
class Roof:
    """What `target` can do at best, in SI units."""

    target: Target
    flops_per_s: Mapping[str, float]
    bytes_per_s: float
    link_bytes_per_s: float
    assumptions: tuple[str, ...] = ()

    def compute_seconds(self, flops: Mapping[str, float], moved: float) -> float:
        """At the peak, for operations by precision while `moved` bytes are read or written.

        Raises UsageError where the peak isn't known and reading doesn't surely take longer.
        """
        if not self.flops_per_s:
            if sum(flops.values()) <= SURELY_MEMORY_BOUND * moved:
                return 0.0
            raise _unknown(self.target, "operations a second")
        return sum(amount / self._peak(each)[1] for each, amount in flops.items() if amount)

    def substitutions(self, precisions: Iterable[str]) -> list[str]:
        """In words, which precisions run as other ones here."""
        used = [(each, self._peak(each)[0]) for each in sorted(precisions) if self.flops_per_s]
        name = self.target.name
        return [f"{name} runs {each} as {other}" for each, other in used if other != each]

    def _peak(self, precision: str) -> tuple[str, float]:
        if precision not in INSTEAD:
            raise UsageError(f"no precision {precision!r}: one of {', '.join(INSTEAD)}")
        for each in INSTEAD[precision]:
            if each in self.flops_per_s:
                return each, self.flops_per_s[each]
        raise _unknown(self.target, f"{precision} operations a second")


def roof_of(target: Target) -> Roof:
    """The peaks of `target`; a processor with unknown ones is taken for an ordinary one.

    Raises UsageError where the memory's bandwidth of a device is unknown.
    """
    flops = {each: peak * 1e12 for each, peak in target.dense_tflops.items()}
    if "fp16" in flops and target.has_bf16 is not False:
        flops["bf16"] = flops["fp16"]
    bandwidth = target.bandwidth_gb_per_s * 1e9 if target.bandwidth_gb_per_s else None
    assumptions: list[str] = []
    if target.kind == "cpu" and target.cores:
        if not flops:
            flops = {"fp32": target.cores * CORE_FLOPS_PER_S}
            assumptions.append(f"{target.name}: 40 GFLOP/s for each logical core, not measured")
        if bandwidth is None:
            bandwidth = min(target.cores * CORE_BYTES_PER_S, MOST_BYTES_PER_S)
            assumptions.append(f"{target.name}: {bandwidth / 1e9:.0f} GB/s of memory, not measured")
    if bandwidth is None:
        raise _unknown(target, "bytes a second of its memory")
    link = links.between(target)
    return Roof(target, flops, bandwidth, link.gb_per_s * 1e9, tuple(assumptions))


def _unknown(target: Target, what: str) -> UsageError:
    return UsageError(
        f"{target.name} ({target.title}): its {what} are unknown, so no time can be computed; "
        "name another target, or add one with these figures (an entry point of the group "
        "`jupyter_perf.targets`)"
    )
