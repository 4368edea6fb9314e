"""Sound engineer adds the echo of a hall to a track.

family: two_sizes
small: n = 400, m = 30
"""
# %% setup
import numpy as np

n, m = 900_000, 75_000
rng = np.random.default_rng(187)
track = rng.normal(size=n)
hall = np.exp(-np.arange(m) / (m / 6)) * rng.normal(size=m)
# %% cell
wet = np.convolve(track, hall)[: len(track)]
mix = 0.7 * track + 0.3 * wet / np.abs(wet).max()
loudness = np.sqrt((mix**2).mean())
