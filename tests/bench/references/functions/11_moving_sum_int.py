from itertools import accumulate
from operator import sub


def rolling_sum(counts, window):
    if window <= 0:
        raise ValueError("window must be positive")
    if not set(map(type, counts)) <= {int, bool}:
        # Differences of running totals are exact for integers only.
        return [sum(counts[i:i + window]) for i in range(len(counts) - window + 1)]
    totals = [0, *accumulate(counts)]
    return list(map(sub, totals[window:], totals))
