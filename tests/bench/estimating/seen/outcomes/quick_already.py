"""Cheap enough to be simply run.

family: outcomes
expect: measured
"""
# %% setup
import numpy as np

rng = np.random.default_rng(202)
heights = rng.normal(172, 9, 200_000)
# %% cell
counts, edges = np.histogram(heights, bins=40)
tallest = np.sort(heights)[-10:]
