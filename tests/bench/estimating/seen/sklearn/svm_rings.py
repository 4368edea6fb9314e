"""Student separates rings with a kernel machine.

family: sklearn
small: n = 120
"""
# %% setup
import numpy as np
from sklearn.svm import SVC

n = 22_000
rng = np.random.default_rng(178)
angle = rng.random(n) * 2 * np.pi
ring = rng.integers(0, 2, n)
points = np.c_[np.cos(angle), np.sin(angle)] * (1 + ring)[:, None] + rng.normal(0, 0.35, (n, 2))
# %% cell
machine = SVC(kernel="rbf", C=2.0, gamma=1.0)
machine.fit(points, ring)
support = len(machine.support_)
accuracy = machine.score(points, ring)
