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
if (
    type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and len(x) > 1
    and len(out) > 0
    and isinstance(out[-1], float)
    and 0 < alpha <= 1
    and np.isfinite(out[-1]) and np.isfinite(x).all()
    and (x != x[0]).any()
):
    smoothed = pd.Series(np.append(out[-1], x[1:])).ewm(alpha=alpha, adjust=False).mean()
    out.extend(smoothed.to_numpy()[1:])
    value = x[-1]
else:
    for value in x[1:]:
        out.append(alpha * value + (1 - alpha) * out[-1])
# %% by places
out = [x[0]]
if (
    type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and len(x) > 1
    and len(out) == 1
    and isinstance(out[-1], float)
    and np.isfinite(out[-1]) and np.isfinite(x).all()
    and (x != x[0]).any()
):
    smoothed = pd.Series(np.append(out[-1], x[1:])).ewm(alpha=0.25, adjust=False).mean()
    out.extend(smoothed.to_numpy()[1:])
    i = len(x) - 1
else:
    for i in range(1, len(x)):
        out.append(x[i] * 0.25 + out[i - 1] * 0.75)
# %% an array
smooth = np.zeros(len(x))
smooth[0] = x[0]
if (
    type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and len(x) > 1
    and smooth.dtype == float and len(smooth) >= len(x)
    and isinstance(smooth[0], float)
    and 0 < alpha <= 1
    and np.isfinite(smooth[0]) and np.isfinite(x).all()
    and (x != x[0]).any()
):
    smoothed = pd.Series(np.append(smooth[0], x[1:])).ewm(alpha=alpha, adjust=False).mean()
    smooth[1:len(x)] = smoothed.to_numpy()[1:]
    i = len(x) - 1
else:
    for i in range(1, len(x)):
        smooth[i] = (1 - alpha) * smooth[i - 1] + alpha * x[i]
# %% a variable that moves towards each number, and a list
level = x[0]
levels = []
if (
    type(x) is np.ndarray and x.dtype == np.float64
    and x.ndim == 1 and len(x) > 0
    and isinstance(level, float)
    and 0 < alpha <= 1
    and np.isfinite(level) and np.isfinite(x).all()
    and (x != x[0]).any()
):
    smoothed = pd.Series(np.append(level, x)).ewm(alpha=alpha, adjust=False).mean()
    levels.extend(smoothed.to_numpy()[1:])
    level = smoothed.to_numpy()[-1]
    value = x[-1]
else:
    for value in x:
        level = level + alpha * (value - level)
        levels.append(level)
# %% a number that is missing
out = [gaps[0]]
if (
    type(gaps) is np.ndarray and gaps.dtype == np.float64
    and gaps.ndim == 1 and len(gaps) > 1
    and len(out) > 0
    and isinstance(out[-1], float)
    and 0 < alpha <= 1
    and np.isfinite(out[-1]) and np.isfinite(gaps).all()
    and (gaps != gaps[0]).any()
):
    smoothed = pd.Series(np.append(out[-1], gaps[1:])).ewm(alpha=alpha, adjust=False).mean()
    out.extend(smoothed.to_numpy()[1:])
    value = gaps[-1]
else:
    for value in gaps[1:]:
        out.append(alpha * value + (1 - alpha) * out[-1])
# %% no numbers
out = [0.5]
if (
    type(empty) is np.ndarray and empty.dtype == np.float64
    and empty.ndim == 1 and len(empty) > 1
    and len(out) > 0
    and isinstance(out[-1], float)
    and 0 < alpha <= 1
    and np.isfinite(out[-1]) and np.isfinite(empty).all()
    and (empty != empty[0]).any()
):
    smoothed = pd.Series(np.append(out[-1], empty[1:])).ewm(alpha=alpha, adjust=False).mean()
    out.extend(smoothed.to_numpy()[1:])
    value = empty[-1]
else:
    for value in empty[1:]:
        out.append(alpha * value + (1 - alpha) * out[-1])
# %% in a function [function ema]
def ema(values, span):
    weight = 2 / (span + 1)
    out = [values[0]]
    if (
        type(values) is np.ndarray and values.dtype == np.float64
        and values.ndim == 1 and len(values) > 1
        and len(out) > 0
        and isinstance(out[-1], float)
        and 0 < weight <= 1
        and np.isfinite(out[-1]) and np.isfinite(values).all()
        and (values != values[0]).any()
    ):
        smoothed = pd.Series(np.append(out[-1], values[1:])).ewm(alpha=weight, adjust=False).mean()
        out.extend(smoothed.to_numpy()[1:])
    else:
        for value in values[1:]:
            out.append(weight * value + (1 - weight) * out[-1])
    return np.array(out)
