"""Engineer solves for the flow depth that gives a discharge.

expect: nothing
about: bisection on floats with a fixed iteration rule; the returned digits depend on exactly these steps
"""
# %% function
from math import sqrt


def normal_depth(q, width, slope, rough, tol=1e-9):
    root = sqrt(slope)

    def discharge(h):
        a = width * h
        p = width + 2.0 * h
        return a * (a / p) ** (2.0 / 3.0) * root / rough

    lo, hi = 0.0, 1.0
    while discharge(hi) < q:
        hi *= 2.0
    while hi - lo > tol:
        mid = 0.5 * (lo + hi)
        if discharge(mid) < q:
            lo = mid
        else:
            hi = mid
    return 0.5 * (lo + hi)


def depths(flows, width=4.0, slope=0.001, rough=0.03):
    return [normal_depth(q, width, slope, rough) for q in flows]

# %% calls
ENTRY = "depths"
CALLS = [([0.5, 1.0, 2.0],), ([0.1 * i for i in range(1, 500)],), ([3.7] * 20 + [250.0], 2.0, 0.01), ([],)]
