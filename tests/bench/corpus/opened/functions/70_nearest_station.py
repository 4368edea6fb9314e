"""GIS student assigns each school to the nearest weather station.

expect: faster
about: python double loop with np.sqrt and np.array created in the innermost step
"""
# %% function
import numpy as np


def nearest_station(schools, stations):
    labels = []
    for s in schools:
        best = None
        best_d = np.inf
        for k in range(len(stations)):
            diff = np.array(s) - np.array(stations[k])
            d = np.sqrt(np.sum(diff ** 2))
            if d < best_d:
                best_d = d
                best = k
        labels.append(best)
    return np.array(labels)

# %% calls
import numpy as np
_g = np.random.default_rng(70)
ENTRY = "nearest_station"
CALLS = [(_g.uniform(0, 100, (10, 2)), _g.uniform(0, 100, (4, 2))), (_g.uniform(0, 100, (200, 2)), _g.uniform(0, 100, (15, 2))), (_g.integers(0, 9, (120, 2)), _g.integers(0, 9, (40, 2)))]
