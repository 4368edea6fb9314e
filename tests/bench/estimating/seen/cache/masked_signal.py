"""Neuroscientist selects and scales parts of a recording again and again.

family: cache
small: n = 2000
"""
# %% setup
import numpy as np

n = 30_000_000
rng = np.random.default_rng(149)
voltage = rng.normal(-65, 8, n)
channel = rng.integers(0, 64, n, dtype=np.int16)
# %% cell
rates = []
for c in range(0, 64, 4):
    part = voltage[channel == c]
    spikes = part > -45
    rates.append(spikes.mean())
    voltage = np.where(channel == c, voltage - part.mean(), voltage)
profile = np.bincount(channel, weights=voltage)
