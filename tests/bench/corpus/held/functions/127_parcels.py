"""A forestry student marks the trees that stand inside a parcel's boundary.

expect: faster
about: ray casting by two nested loops over numpy arrays; all points at once for each edge
"""

# %% function
import numpy as np


def inside(x, y, poly):
    n = len(poly)
    hit = False
    j = n - 1
    for i in range(n):
        xi, yi = poly[i][0], poly[i][1]
        xj, yj = poly[j][0], poly[j][1]
        if (yi > y) != (yj > y):
            if x < (xj - xi) * (y - yi) / (yj - yi) + xi:
                hit = not hit
        j = i
    return hit


def trees_inside(trees, poly):
    """trees: array of x, y, diameter in cm; gives flags and the basal area of those inside."""
    flags = np.zeros(len(trees), dtype=bool)
    basal = []
    for t in range(len(trees)):
        flags[t] = inside(trees[t, 0], trees[t, 1], poly)
        if flags[t]:
            basal.append(np.pi * (trees[t, 2] / 200) ** 2)
    return flags, len(basal), round(float(sum(basal)), 3)


# %% calls
import numpy as np

rng = np.random.default_rng(29)


def stand(n, corners):
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    radius = rng.uniform(40, 100, corners)
    poly = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]).round(2)
    trees = np.column_stack([rng.uniform(-100, 100, (n, 2)), rng.gamma(9, 3, n)]).round(1)
    return trees, poly


ENTRY = "trees_inside"
CALLS = [stand(6000, 36), stand(2500, 60), stand(0, 5), stand(1, 4), stand(50, 8)]
