"""Physicist evaluates a field on a grid.

expect: nothing
about: plain numpy on whole arrays already, the time is in the transcendental functions
"""
# %% setup
import numpy as np

x = np.linspace(-6, 6, 1400)
y = np.linspace(-4, 4, 1100)[:, None]
# %% cell
r = np.hypot(x, y)
phase = np.arctan2(y, x)
field = np.where(r > 0.5, np.exp(-r / 3) * np.cos(4 * r - 2 * phase), 0.0)
power = (field ** 2).sum(axis=0)
print(field.shape, round(float(power.max()), 6))
