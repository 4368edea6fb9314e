"""A meteorology student bins wind readings for a wind rose with 16 sectors and Beaufort-like classes.

expect: faster
about: a loop over array elements with chains of comparisons; digitize and bincount
"""

# %% function
import numpy as np

SECTORS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]


def wind_rose(direction, speed, calm=0.5):
    table = np.zeros((16, 6))
    n_calm = 0
    valid = 0
    mean_speed = {}
    for i in range(len(direction)):
        d = direction[i]
        v = speed[i]
        if np.isnan(d) or np.isnan(v):
            continue
        valid = valid + 1
        if v < calm:
            n_calm = n_calm + 1
            continue
        sector = int((d % 360) / 22.5 + 0.5)
        if sector == 16:
            sector = 0
        if v < 1.6:
            k = 0
        elif v < 3.4:
            k = 1
        elif v < 5.5:
            k = 2
        elif v < 8.0:
            k = 3
        elif v < 10.8:
            k = 4
        else:
            k = 5
        table[sector, k] = table[sector, k] + 1
        name = SECTORS[sector]
        if name in mean_speed:
            mean_speed[name].append(v)
        else:
            mean_speed[name] = [v]
    if valid > 0:
        table = table / valid * 100
    means = {s: round(float(np.mean(mean_speed[s])), 3) for s in SECTORS if s in mean_speed}
    return table, means, n_calm, valid

# %% calls
import numpy as np

rng = np.random.default_rng(339)


def station(n):
    d = (rng.vonmises(-2.2, 0.8, n) * 180 / np.pi).round(0) % 360
    v = (rng.weibull(1.9, n) * 4.2).round(1)
    d[rng.random(n) < 0.02] = np.nan
    v[rng.random(n) < 0.01] = np.nan
    return d, v


ENTRY = "wind_rose"
CALLS = [(np.array([]), np.array([])), (np.array([358.0]), np.array([4.0])), station(100), station(52_000), (*station(90_000), 0.8)]
