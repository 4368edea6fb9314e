"""Chemist collects peak positions of a spectrum.

expect: faster
about: np.append growth inside a loop with element access
"""
# %% setup
import numpy as np

rng = np.random.default_rng(21)
spectrum = np.convolve(rng.normal(size=60000), np.ones(5) / 5, mode="same")
# %% cell
peaks = np.array([])
for i in range(1, len(spectrum) - 1):
    if spectrum[i] > spectrum[i - 1] and spectrum[i] > spectrum[i + 1]:
        peaks = np.append(peaks, i)
print(peaks.size, peaks[:4])
