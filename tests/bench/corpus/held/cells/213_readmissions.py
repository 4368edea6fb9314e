"""Controller of a hospital counts readmissions within 30 days.

expect: faster
about: per patient a loop over sorted stays with iloc; sort once, groupby shift and compare.
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(8)
n = 2600
adm = pd.Timestamp("2022-01-01") + pd.to_timedelta(rng.integers(0, 700, n), unit="D")
stays = pd.DataFrame({
    "patient": rng.integers(10_000, 10_700, n),
    "ward": rng.choice(["Innere", "Chirurgie", "Geriatrie", "HNO"], n, p=[0.4, 0.3, 0.2, 0.1]),
    "admitted": adm,
    "discharged": adm + pd.to_timedelta(rng.integers(0, 21, n), unit="D"),
})

# %% cell
readmit = []
for pid in stays["patient"].unique():
    s = stays[stays["patient"] == pid].sort_values(["admitted", "discharged"], kind="stable")
    for i in range(1, len(s)):
        gap = (s["admitted"].iloc[i] - s["discharged"].iloc[i - 1]).days
        if 0 <= gap <= 30:
            readmit.append((pid, s["ward"].iloc[i - 1], s["ward"].iloc[i], gap))

readmissions = pd.DataFrame(readmit, columns=["patient", "from_ward", "to_ward", "gap"])
readmissions = readmissions.sort_values(["patient", "gap", "from_ward", "to_ward"]).reset_index(drop=True)
rate = len(readmissions) / len(stays)
by_ward = readmissions.groupby("from_ward")["gap"].agg(["size", "mean"]).round(1)
print(f"{rate:.1%} of stays are followed by another within 30 days")
print(by_ward)
