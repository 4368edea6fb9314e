"""Which configurations to try next, from a table of those that were tried: PRIME.

from jupyter_perf.estimation.proposing import propose
propose(log, "seconds", {"tile": {16, 32, 64}, "threads": (1, 32)}, k=8)
"""

from .engine import propose

__all__ = ["propose"]
