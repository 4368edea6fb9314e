"""Peak memory of a PyTorch module without running it, and whatever else one pass over it tells.

    found = trace(model, (x,), train=True)
    found.peak_bytes, found.breakdown["activations"]

The module is described by metadata (shapes, types, strides: no weight is copied), put together
again in a process of its own from tensors that have no data (`FakeTensorMode`, on the processor
whatever the device), and does one steady step there under a ledger of all storages. An observer
that is named sees the same operations, so that one pass gives operations, bytes and peak.
"""

from .result import ModuleUse, Trace, Untraced
from .tracing import Variant, trace, traces

__all__ = ["ModuleUse", "Trace", "Untraced", "Variant", "trace", "traces"]
