"""Language models by their configurations: what serving or training one costs on hardware.

    from jupyter_perf.estimation import configs
    configs.estimate("llama-3.1-8b", Workload(batch=8), [targets.get("h100")])

A configuration is a dictionary as in a `config.json`, such a file or its folder, or the name of a
well-known model (`configs.names()`). Nothing is downloaded, and no weights are needed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...core.targets import Target
from ...core.workload import Workload
from ..models.efficiency import Efficiency
from ..models.llm import Idealized, idealized
from ..prices import Offer
from ..result import Estimate
from . import asked, inference, training
from .asked import Terms
from .known import Known, find, names
from .locating import Located, locate

__all__ = ["Known", "Located", "estimate", "find", "ideal", "locate", "names"]


def estimate(
    config: Mapping[str, Any] | str | Path,
    workload: Workload,
    targets: Sequence[Target],
    *,
    region: str | None = None,
    kind: str = "on-demand",
    offers: Sequence[Offer] = (),
    efficiency: Callable[[Target], Efficiency | None] | None = None,
    today: datetime.date | None = None,
) -> list[Estimate]:
    """One for each of `targets`, in their order.

    `workload.kind` is `infer` (a prompt and its answer) or `train` (a run through
    `workload.tokens`). `offers` are prices of one's own, `efficiency` what was measured of a
    target, `today` (default: that of the clock) lets old prices be named. Raises UsageError where
    the configuration or an option makes no sense; what is only unknown of a target becomes a
    reason.
    """
    found = locate(config)
    terms = Terms(
        region,
        kind,
        offers,
        today or datetime.date.today(),
        efficiency or (lambda target: None),
    )
    engine = training.estimate if workload.kind == "train" else inference.estimate
    return [engine(found, workload, target, terms) for target in targets]


def ideal(
    config: Mapping[str, Any] | str | Path, target: Target, workload: Workload | None = None
) -> Idealized:
    """Runtime of one sequence alone on `target`, without queues and other users, to compare APIs:
    `ideal("llama-3.1-70b", targets.get("h100"), Workload(devices=4)).seconds(prompt, output)`.

    Raises UsageError as `estimate`, and where the target's figures are unknown.
    """
    wanted = asked.serving(workload or Workload())
    return idealized(locate(config).model, target, wanted)
