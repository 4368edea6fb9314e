"""What PyTorch's own kernels reach on this machine: one for each family of operations, timed once.

Lee et al., "HELP" (2021, arXiv 2106.08630) describe a device by its latencies on reference
networks; here the references are operations, from which a network's time is put together, and small
networks that tell what is missing from that.
"""

from .measuring import kept, measured
from .rates import Rates

__all__ = ["Rates", "kept", "measured"]
