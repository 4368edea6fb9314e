"""PyTorch modules: time of each layer and peak memory, on any target, without running them.

    modules.estimate(model, (x,), Workload("train"), [targets.get("h100")], trace=traces)

One trace per size tells operations, bytes and the peak (`trace` is `tradeoff.trace.traces`: engines
don't know each other); a roofline makes time of it, operation by operation.
"""

from .estimating import estimate
from .tracing import Found, Tracer

__all__ = ["Found", "Tracer", "estimate"]
