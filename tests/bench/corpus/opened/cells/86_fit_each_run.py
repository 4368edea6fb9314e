"""Biochemist fits a saturation curve to each run of a short table.

expect: nothing
about: row loop over a few dozen runs, everything is spent in the optimiser
"""
# %% setup
import numpy as np
import pandas as pd
from scipy.optimize import curve_fit

rng = np.random.default_rng(86)
conc = np.array([.1, .2, .5, 1, 2, 5, 10, 20, 50.])
runs = pd.DataFrame({"run": [f"R{i}" for i in range(260)], "vmax": rng.uniform(5, 20, 260), "km": rng.uniform(.5, 6, 260)})
data = {r.run: r.vmax * conc / (r.km + conc) + rng.normal(0, .1, len(conc)) for r in runs.itertuples()}
# %% cell
def mm(c, vmax, km):
    return vmax * c / (km + c)

fits = []
for r in runs.itertuples():
    popt, pcov = curve_fit(mm, conc, data[r.run], p0=(10, 1))
    fits.append((r.run, round(popt[0], 4), round(popt[1], 4)))
fits = pd.DataFrame(fits, columns=["run", "vmax", "km"])
fits.head()
