"""ML engineer collects smoothed losses.

expect: faster
about: np.append in a loop copies the whole array each time; slices and means over a growing array
"""
# %% function
import numpy as np


def collect_minima(losses, width):
    """Minimum of each trailing window."""
    out = np.array([])
    for i in range(len(losses)):
        lo = max(0, i - width + 1)
        out = np.append(out, losses[lo:i + 1].min())
    return out

# %% calls
import numpy as np
_g = np.random.default_rng(50)
ENTRY = "collect_minima"
CALLS = [(_g.random(50), 5), (_g.random(800), 20), (_g.random(2500), 10), (np.sort(_g.random(500)), 499)]
