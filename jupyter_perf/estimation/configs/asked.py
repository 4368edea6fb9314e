"""From a workload to what the cost model of language models is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ...core.ranges import Range
from ...core.targets import Target
from ...core.workload import Workload
from ...errors import UsageError
from ..costing import Costs, costs
from ..models.efficiency import Efficiency
from ..models.llm import Precision, Serving
from ..prices import Offer

OWN = ("embedding_bits", "recompute")
"""Fields of `Workload.own` that configurations know."""


@dataclass(frozen=True)
class Terms:
    """How time on a target becomes money and emissions."""

    region: str | None = None
    kind: str = "on-demand"
    offers: Sequence[Offer] = ()
    today: date | None = None
    efficiency: Callable[[Target], Efficiency | None] = lambda target: None
    """What was measured of a target; None where nothing was."""

    def costs(self, seconds: Range, target: Target, bound: str, devices: int) -> Costs:
        """Raises UsageError for options that make no sense."""
        return costs(
            seconds,
            target,
            bound=bound,
            devices=devices,
            region=self.region,
            kind=self.kind,
            own=self.offers,
            today=self.today,
        )


def serving(workload: Workload) -> Serving:
    """What is served. Raises UsageError where a figure makes no sense."""
    return Serving(
        prompt=workload.prompt,
        output=workload.output,
        batch=workload.batch or 1,
        precision=precision(workload),
        devices=workload.devices,
    )


def precision(workload: Workload) -> Precision:
    """Bits, by the workload's fields. Raises UsageError for what are none."""
    own = dict(workload.own)
    if unknown := sorted(set(own) - set(OWN)):
        raise UsageError(
            f"a configuration's workload has no field {str(unknown[0])[:40]!r} of its own; "
            f"there are {', '.join(OWN)}"
        )
    return Precision(
        workload.weight_bits,
        workload.activation_bits,
        workload.kv_bits,
        own.get("embedding_bits"),
    )
