"""An amateur astronomer finds for each own measurement the nearest star of a catalogue.

expect: faster
about: all pairs with math functions in Python; vectorise per row with numpy and convert to radians once
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(313)
catalogue = pd.DataFrame({
    "id": [f"HD {k}" for k in range(20000, 21800)],
    "ra": rng.uniform(83, 86, 1800).round(5),
    "dec": rng.uniform(-7, -4, 1800).round(5),
    "mag": rng.normal(9.5, 1.6, 1800).round(2),
})
sel = rng.choice(1800, 500, replace=False)
mine = pd.DataFrame({
    "ra": catalogue["ra"].to_numpy()[sel] + rng.normal(0, 0.0009, 500),
    "dec": catalogue["dec"].to_numpy()[sel] + rng.normal(0, 0.0009, 500),
    "flux": rng.uniform(1e3, 1e5, 500),
})

# %% cell
import math


def separation(ra1, dec1, ra2, dec2):
    """angle between two positions in arc seconds"""
    ra1, dec1, ra2, dec2 = math.radians(ra1), math.radians(dec1), math.radians(ra2), math.radians(dec2)
    a = math.sin((dec2 - dec1) / 2) ** 2 + math.cos(dec1) * math.cos(dec2) * math.sin((ra2 - ra1) / 2) ** 2
    return math.degrees(2 * math.asin(math.sqrt(a))) * 3600


cat = catalogue.values.tolist()
match_id = []
match_sep = []
match_mag = []
for ra, dec in zip(mine["ra"], mine["dec"]):
    best = None
    best_sep = 1e9
    for star in cat:
        s = separation(ra, dec, star[1], star[2])
        if s < best_sep:
            best_sep = s
            best = star
    if best_sep < 8:
        match_id.append(best[0])
        match_sep.append(best_sep)
        match_mag.append(best[3])
    else:
        match_id.append(None)
        match_sep.append(float("nan"))
        match_mag.append(float("nan"))

mine["match"] = match_id
mine["sep"] = match_sep
mine["zero_point"] = np.array(match_mag) + 2.5 * np.log10(mine["flux"])
print(mine["match"].notna().sum(), "of", len(mine), "matched")
print("median separation", round(mine["sep"].median(), 3))
print("zero point", round(mine["zero_point"].median(), 3))
