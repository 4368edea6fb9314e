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
if len(speed) and speed.shape == limit.shape:
    result = np.where(speed > limit, speed * 2, np.where(speed > 5, speed - limit, speed + limit))
else:
    result = vload(speed, limit)
# %% a lambda, and a number
if len(speed) and not ((speed > 10) & (abs(speed) > 1e100)).any():
    result = np.where(speed > 10, speed ** 2, 0.0)
else:
    result = np.vectorize(lambda v, c: v ** 2 if v > c else 0.0)(speed, 10)
# %% a decorated function
@np.vectorize
def drag(v):
    return math.sqrt(v) * 1.5


if len(speed) and not (speed < 0).any():
    result = np.sqrt(speed) * 1.5
else:
    result = drag(speed)
# %% whole numbers
if len(steps) and ((-(2**31) <= steps) & (steps <= 2**31)).all():
    parity = np.where((steps % 2) == 1, (steps * 3) + 1, steps // 2)
else:
    parity = np.vectorize(lambda n: n * 3 + 1 if n % 2 == 1 else n // 2)(steps)
# %% a number by its name
floor = 7.5
if len(speed):
    result = np.where(speed > floor, speed, floor)
else:
    result = np.vectorize(lambda v, low: v if v > low else low)(speed, floor)
# %% a column of truth values
if len(df["x"]):
    df["near"] = np.array((df["x"] > 0) & (df["x"] < 3))
else:
    df["near"] = np.vectorize(lambda x: x > 0 and x < 3)(df["x"])
# %% columns, divided where that is possible
def ratio(x, y):
    if x > 0:
        return y / x
    return 0.0


if len(df["x"]) and not ((df["x"] > 0) & (df["x"] == 0)).any():
    df["ratio"] = np.where(df["x"] > 0, df["y"] / df["x"], 0.0)
else:
    df["ratio"] = np.vectorize(ratio)(df["x"], df["y"])
# %% first a float, then whole numbers
if len(speed) and not np.asarray(~(speed < 9)).flat[0]:
    result = np.where(speed < 9, speed, 9)
else:
    result = np.vectorize(lambda v: v if v < 9 else 9)(speed)
# %% first a whole number, so that all are cut off
if len(speed) and not np.asarray((speed < 9)).flat[0]:
    result = np.where(speed < 9, 1, speed)
else:
    result = np.vectorize(lambda v: 1 if v < 9 else v)(speed)
# %% texts, as wide as the longest that occurs
def words(v):
    if v < 50:
        return "low"
    return "very high" if v < 60 else "out of range"


if len(speed):
    labels = (texts := np.array(['low', 'very high', 'out of range'])[np.where(speed < 50, 0, np.where(speed < 60, 1, 2))]).astype(f"U{np.char.str_len(texts).max()}")
else:
    labels = np.vectorize(words)(speed)
width, labels = labels.dtype.itemsize, labels.tolist()
