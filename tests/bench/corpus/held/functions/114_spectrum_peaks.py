"""A chemist looks for peaks in an infrared spectrum, first version that worked.

expect: faster
about: Python's max, min and sum on slices of a numpy array at each point; sliding windows in numpy
"""

# %% function
import numpy as np


def find_peaks(wavenumber, absorbance, half=12, prominence=0.05):
    x = np.asarray(wavenumber)
    y = np.asarray(absorbance)
    peaks = []
    for i in range(half, len(y) - half):
        window = y[i - half:i + half + 1]
        if y[i] == max(window) and y[i] - min(window) >= prominence:
            # skip plateaus: the left neighbour has to be smaller
            if y[i - 1] < y[i]:
                peaks.append((float(x[i]), float(y[i])))
    return peaks


# %% calls
import numpy as np

rng = np.random.default_rng(33)


def spectrum(n):
    x = np.linspace(4000, 400, n)
    y = np.zeros(n)
    for _ in range(25):
        y += rng.uniform(0.05, 1) * np.exp(-((x - rng.uniform(400, 4000)) ** 2) / (2 * rng.uniform(5, 40) ** 2))
    return x, np.round(y + rng.normal(0, 0.004, n), 4)


ENTRY = "find_peaks"
CALLS = [
    (*spectrum(16000), 60),
    (*spectrum(9000), 40, 0.02),
    (np.array([]), np.array([])),
    (np.array([1.0]), np.array([0.3])),
    (*spectrum(300), 5, 0.1),
]
