"""Radiometry postdoc removes repeated readings, order kept.

expect: nothing
about: dict.fromkeys already; each NaN is its own object and stays, which sorting or np.unique would not give
"""
# %% setup
import random

random.seed(96)
readings = [round(random.gauss(50, 8), 3) if random.random() > .01 else float("nan") for _ in range(900_000)]
# %% cell
distinct = list(dict.fromkeys(readings))
n_nan = sum(1 for v in distinct if v != v)
print(len(distinct), n_nan, distinct[:3])
