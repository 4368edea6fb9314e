import numpy as np


def autocorrelation(series, max_lag):
    n = len(series)
    spread = n * np.var(series)
    centred = np.asarray(series) - np.mean(series)
    acf = []
    for lag in range(max_lag + 1):
        c = 0.0
        if lag < n:
            # A running sum adds from left to right, as the loop does.
            c = np.cumsum(centred[:n - lag] * centred[lag:])[-1]
        acf.append(c / spread)
    return np.array(acf)
