"""A biochemist fits Michaelis-Menten curves with substrate inhibition to a plate of measurements.

expect: nothing
about: one curve_fit per well, that is where the time goes
"""

# %% setup
import numpy as np
import pandas as pd
from scipy.optimize import curve_fit

rng = np.random.default_rng(325)
conc = np.array([0.5, 1, 2, 4, 8, 16, 32, 64.0])
rows = []
for well in range(240):
    vmax, km, ki = rng.uniform(5, 20), rng.uniform(1, 10), rng.uniform(40, 200)
    v = vmax * conc / (km + conc + conc**2 / ki) * rng.normal(1, 0.03, 8)
    rows += [(f"{'ABCDEFGHIJ'[well // 24]}{well % 24 + 1}", c, x) for c, x in zip(conc, v)]
plate = pd.DataFrame(rows, columns=["well", "s", "v"])

# %% cell
def rate(s, vmax, km, ki):
    return vmax * s / (km + s + s * s / ki)


fits = []
for well, part in plate.groupby("well", sort=True):
    s, v = part["s"].to_numpy(), part["v"].to_numpy()
    try:
        popt, pcov = curve_fit(rate, s, v, p0=(v.max() * 1.5, 4.0, 80.0), bounds=(0, [200, 200, 5000]))
    except RuntimeError:
        continue
    fits.append((well, *popt, np.sqrt(pcov[1, 1])))

fits = pd.DataFrame(fits, columns=["well", "vmax", "km", "ki", "km_se"])
print(len(fits), "wells fitted")
print(fits[["vmax", "km", "ki"]].median().round(1))
