"""Oceanographer draws one panel per mooring and looks at the artists afterwards.

expect: nothing
about: plotting calls in a loop, but each artist is wanted and later code counts and names them
"""
# %% setup
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(83)
moorings = {f"M{i}": rng.normal(10 - i / 4, 1, 400).cumsum() for i in range(9)}
# %% cell
fig, axes = plt.subplots(3, 3, figsize=(9, 7), sharex=True)
for ax, (name, series) in zip(axes.flat, moorings.items()):
    ax.plot(series, lw=0.8, label=name)
    ax.axhline(series.mean(), color="0.6")
    ax.set_title(name, fontsize=8)
    ax.legend(loc="upper left")
fig.canvas.draw()
n_lines = [len(ax.lines) for ax in axes.flat]
titles = [ax.get_title() for ax in axes.flat]
plt.close(fig)
print(n_lines, titles)
