'''A hydrologist smooths the water level of a gauge that has gaps and marks suspicious readings.

expect: faster
about: a Python loop over all readings with a window's mean and deviation each; an expert uses cumulative sums, sliding windows or a centred rolling mean
'''
# %% setup
import numpy as np

rng = np.random.default_rng(5)
_n = 30000
level = 210 + np.cumsum(rng.normal(0, 0.6, _n)) + 4 * np.sin(np.arange(_n) / 48)
level[rng.integers(0, _n, 60)] += rng.normal(0, 40, 60)
for _s in rng.integers(0, _n - 200, 12):
    level[_s:_s + rng.integers(5, 120)] = np.nan
level = np.round(level, 1)

# %% cell
half = 12
smooth = []
suspicious = []
for i in range(len(level)):
    start = i - half
    if start < 0:
        start = 0
    end = i + half + 1
    if end > len(level):
        end = len(level)
    w = level[start:end]
    w = w[~np.isnan(w)]
    if len(w) < 8:
        smooth.append(np.nan)
        suspicious.append(False)
        continue
    m = w.mean()
    s = w.std()
    smooth.append(m)
    suspicious.append(bool(abs(level[i] - m) > 4 * s))
smooth = np.array(smooth)
suspicious = np.array(suspicious)

print("gaps left:", np.isnan(smooth).sum())
print("suspicious:", suspicious.sum())
print("range of the smoothed level:", round(np.nanmin(smooth), 1), "-", round(np.nanmax(smooth), 1), "cm")
