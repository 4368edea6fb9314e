"""Sailor measures a GPS track and its speed.

family: numpy
small: n = 500
"""
# %% setup
import numpy as np

n = 30_000_000
rng = np.random.default_rng(138)
lat = 54 + np.cumsum(rng.normal(0, 1e-5, n))
lon = 10 + np.cumsum(rng.normal(0, 1e-5, n))
# %% cell
p, q = np.radians(lat), np.radians(lon)
a = np.sin(np.diff(p) / 2) ** 2 + np.cos(p[:-1]) * np.cos(p[1:]) * np.sin(np.diff(q) / 2) ** 2
metres = 2 * 6_371_000 * np.arcsin(np.sqrt(a))
bearing = np.degrees(np.arctan2(np.diff(q) * np.cos(p[1:]), np.diff(p))) % 360
distance = np.cumsum(metres)
fast = metres > np.quantile(metres, 0.99)
