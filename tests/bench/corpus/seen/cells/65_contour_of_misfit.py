"""Geophysicist scans a misfit surface, then draws it once.

expect: faster
about: nested loops over a parameter grid with an inner loop over data before a single plot
"""
# %% setup
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(65)
dist = np.linspace(1, 60, 70)
obs = 1.3 + dist / 5.8 + rng.normal(0, .1, 70)
# %% cell
slow = np.linspace(0.1, 0.3, 60)
t0s = np.linspace(0, 3, 50)
misfit = np.empty((len(t0s), len(slow)))
for a in range(len(t0s)):
    for b in range(len(slow)):
        total = 0.0
        for d, o in zip(dist, obs):
            total += (o - t0s[a] - d * slow[b]) ** 2
        misfit[a, b] = np.sqrt(total / len(dist))
best = np.unravel_index(misfit.argmin(), misfit.shape)
print("t0 = %.3f, v = %.3f km/s" % (t0s[best[0]], 1 / slow[best[1]]))

fig, ax = plt.subplots()
ax.pcolormesh(slow, t0s, misfit)
ax.plot(slow[best[1]], t0s[best[0]], "w+")
ax.set_xlabel("slowness")
ax.set_title("RMS misfit")
n_drawn = len(ax.get_children())
plt.close(fig)
