import numpy as np
import pandas as pd

generator_ = np.random.default_rng(0)
x = generator_.normal(size=80).cumsum()
empty = np.zeros(0)
gaps = np.where(x > 0, x, np.nan)
alpha = 0.3
CALLS = [(x, 5), (x[:1], 9), (gaps, 3)]
# %% a list that starts with the first
out = [x[0]]
for value in x[1:]:
    out.append(alpha * value + (1 - alpha) * out[-1])
# %% by places
out = [x[0]]
for i in range(1, len(x)):
    out.append(x[i] * 0.25 + out[i - 1] * 0.75)
# %% an array
smooth = np.zeros(len(x))
smooth[0] = x[0]
for i in range(1, len(x)):
    smooth[i] = (1 - alpha) * smooth[i - 1] + alpha * x[i]
# %% a variable that moves towards each number, and a list
level = x[0]
levels = []
for value in x:
    level = level + alpha * (value - level)
    levels.append(level)
# %% a number that is missing
out = [gaps[0]]
for value in gaps[1:]:
    out.append(alpha * value + (1 - alpha) * out[-1])
# %% no numbers
out = [0.5]
for value in empty[1:]:
    out.append(alpha * value + (1 - alpha) * out[-1])
# %% in a function [function ema]
def ema(values, span):
    weight = 2 / (span + 1)
    out = [values[0]]
    for value in values[1:]:
        out.append(weight * value + (1 - weight) * out[-1])
    return np.array(out)
