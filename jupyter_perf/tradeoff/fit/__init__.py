"""PAPAYA's two laws of the batch size, fitted to a few measurements (arXiv 2303.14633).

    from jupyter_perf.tradeoff.fit import fit

    found = fit([4, 16, 64], seconds=[0.11, 0.14, 0.38], peak_bytes=[6e9, 9e9, 2.1e10])
    found.seconds(32), found.peak_bytes(32)    # each a Range: its value with an 80% interval
    found.k, found.largest_batch(16e9), found.warnings

T(x) = max(a, k·x) + b in seconds and M(x) = max(m_opt, α·x + β) in bytes, for x examples at once.
Three sizes are enough where they are spread, and where at most one lies on the latency floor `a`.
"""

from .result import Fit, fit

__all__ = ["Fit", "fit"]
