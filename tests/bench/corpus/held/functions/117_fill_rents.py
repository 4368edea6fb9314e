"""An analyst at a tenants' association fills missing rents by the median of similar flats.

expect: faster
about: a filter of the whole table for every missing value; groupby transform of the median
"""

# %% function
import numpy as np
import pandas as pd


def fill_rents(flats):
    out = flats.copy()
    how = []
    for i in flats.index:
        if pd.isna(flats.loc[i, "rent"]):
            similar = flats[(flats["city"] == flats.loc[i, "city"]) & (flats["rooms"] == flats.loc[i, "rooms"])]
            value = similar["rent"].median()
            if np.isnan(value):
                # nothing similar: all flats of the city
                value = flats[flats["city"] == flats.loc[i, "city"]]["rent"].median()
                how.append("city")
            else:
                how.append("rooms")
            out.loc[i, "rent"] = value
        else:
            how.append("given")
    out["how"] = how
    out["per_sqm"] = (out["rent"] / out["sqm"]).round(2)
    return out


# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(55)


def flats(n, missing):
    rent = np.round(rng.normal(850, 220, n), 2)
    rent[rng.random(n) < missing] = np.nan
    return pd.DataFrame(
        {
            "city": rng.choice(["Köln", "Düsseldorf", "Aachen", "Mönchengladbach", "Bonn"], n),
            "rooms": rng.choice([1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 7.0], n, p=[0.2, 0.1, 0.3, 0.1, 0.2, 0.095, 0.005]),
            "sqm": rng.integers(19, 140, n),
            "rent": rent,
        },
        index=rng.permutation(n) + 1000,
    )


ENTRY = "fill_rents"
CALLS = [(flats(3000, 0.12),), (flats(1500, 0.2),), (flats(0, 0.1),), (flats(1, 1.0),), (flats(40, 0.5),)]
