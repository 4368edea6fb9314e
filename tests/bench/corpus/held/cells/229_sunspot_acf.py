"""Amateur astronomer looks for the period of a series by autocorrelation.

expect: faster
about: inner loop over time for each lag with scalars of numpy; dot products of shifted arrays.
"""
# %% setup
import numpy as np

rng = np.random.default_rng(18)
months = np.arange(1700)
spots = 80 + 60 * np.sin(2 * np.pi * months / 131) + rng.normal(0, 20, months.size)
spots = np.maximum(spots, 0).round(1)
spots[rng.integers(0, months.size, 12)] = np.nan

# %% cell
# fill the gaps with the last value
y = spots.copy()
for i in range(1, len(y)):
    if np.isnan(y[i]):
        y[i] = y[i - 1]
if np.isnan(y[0]):
    y[0] = y[1]

n = len(y)
m = y.mean()
c0 = 0
for i in range(n):
    c0 += (y[i] - m) ** 2

maxlag = 300
acf = []
for lag in range(maxlag + 1):
    c = 0
    for i in range(n - lag):
        c += (y[i] - m) * (y[i + lag] - m)
    acf.append(c / c0)

peaks = [k for k in range(20, maxlag) if acf[k] > acf[k - 1] and acf[k] > acf[k + 1] and acf[k] > 0.3]
strongest = max(peaks, key=lambda k: acf[k])
bound = 1.96 / n ** 0.5
significant = sum(1 for a in acf[1:] if abs(a) > bound)
print("period about", strongest, "months, r = %.3f" % acf[strongest])
print(significant, "of", maxlag, "lags outside +-%.3f" % bound)
