'''A sailor with a tide gauge at home looks for the period in the readings by autocorrelation.

expect: faster
about: sums of products in Python for each lag, and the mean computed anew; an expert takes np.correlate or dot products of slices
'''
# %% setup
import math
import random

rnd = random.Random(1244)
heights = [round(2.1 * math.sin(2 * math.pi * t / 12.42) + 0.6 * math.sin(2 * math.pi * t / 24.8 + 1) + rnd.gauss(0, 0.3), 2) for t in range(6000)]

# %% cell
def mean(xs):
    s = 0
    for x in xs:
        s += x
    return s / len(xs)

N = len(heights)
max_lag = 200
acf = []
for lag in range(max_lag + 1):
    m = mean(heights)
    num = 0
    den = 0
    for t in range(N):
        den += (heights[t] - m) ** 2
        if t + lag < N:
            num += (heights[t] - m) * (heights[t + lag] - m)
    acf.append(num / den)

peaks = []
for lag in range(1, max_lag):
    if acf[lag] > acf[lag - 1] and acf[lag] > acf[lag + 1] and acf[lag] > 0.2:
        peaks.append(lag)
print("peaks at", peaks)
gaps = [b - a for a, b in zip(peaks, peaks[1:])]
print("period about", round(sum(gaps) / len(gaps), 2), "hours")
