import math

import numpy as np
import pandas as pd

speed = np.linspace(0.5, 40.0, 60)
limit = np.linspace(10.0, 20.0, 60)
steps = np.arange(60) % 7
df = pd.DataFrame({"x": np.linspace(-3.0, 5.0, 40), "y": np.linspace(1.0, 2.0, 40), "n": range(40)})

# %% two arrays
def load(v, c):
    if v > c:
        return v * 2
    elif v > 5:
        return v - c
    return v + c


vload = np.vectorize(load)
result = vload(speed, limit)
# %% a lambda, and a number
result = np.vectorize(lambda v, c: v ** 2 if v > c else 0.0)(speed, 10)
# %% a decorated function
@np.vectorize
def drag(v):
    return math.sqrt(v) * 1.5


result = drag(speed)
# %% whole numbers
parity = np.vectorize(lambda n: n * 3 + 1 if n % 2 == 1 else n // 2)(steps)
# %% a number by its name
floor = 7.5
result = np.vectorize(lambda v, low: v if v > low else low)(speed, floor)
# %% a column of truth values
df["near"] = np.vectorize(lambda x: x > 0 and x < 3)(df["x"])
# %% columns, divided where that is possible
def ratio(x, y):
    if x > 0:
        return y / x
    return 0.0


df["ratio"] = np.vectorize(ratio)(df["x"], df["y"])
# %% first a float, then whole numbers
result = np.vectorize(lambda v: v if v < 9 else 9)(speed)
# %% first a whole number, so that all are cut off
result = np.vectorize(lambda v: 1 if v < 9 else v)(speed)
# %% texts, as wide as the longest that occurs
def words(v):
    if v < 50:
        return "low"
    return "very high" if v < 60 else "out of range"


labels = np.vectorize(words)(speed)
width, labels = labels.dtype.itemsize, labels.tolist()
