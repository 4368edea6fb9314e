"""A health office employee computes the 7-day incidence per district and reporting day.

expect: faster
about: two boolean masks over the whole table for every row; grouped rolling sum over days
"""

# %% function
import pandas as pd


def seven_day_incidence(reports, inhabitants):
    """reports: district, day, cases (several reports a day are possible)."""
    rows = []
    days = sorted(reports["day"].unique())
    for district in sorted(reports["district"].unique()):
        for day in days:
            first = day - pd.Timedelta(days=6)
            part = reports[reports["district"] == district]
            part = part[(part["day"] >= first) & (part["day"] <= day)]
            cases = part["cases"].sum()
            incidence = round(cases / inhabitants[district] * 100000, 1)
            rows.append({"district": district, "day": day, "cases7": cases, "incidence": incidence})
    result = pd.DataFrame(rows, columns=["district", "day", "cases7", "incidence"])
    return result


# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(3)
PEOPLE = {"Mitte": 98123, "Süd": 41250, "Höchst": 15877, "Nord-Ost": 62411, "Ried": 7020, "West": 33310}


def reports(n, days, names):
    return pd.DataFrame(
        {
            "district": rng.choice(names, n),
            "day": pd.Timestamp("2022-01-03") + pd.to_timedelta(rng.integers(0, days, n), unit="D"),
            "cases": rng.poisson(3, n) - (rng.random(n) < 0.02),
        }
    )


ENTRY = "seven_day_incidence"
CALLS = [
    (reports(4000, 75, list(PEOPLE)), PEOPLE),
    (reports(700, 60, ["Mitte", "Süd", "Ried"]), PEOPLE),
    (reports(0, 5, ["Mitte"]), PEOPLE),
    (reports(1, 5, ["Ried"]), PEOPLE),
    (reports(40, 20, ["Höchst", "West"]), PEOPLE),
]
