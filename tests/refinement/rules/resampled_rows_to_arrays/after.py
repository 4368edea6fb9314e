import numpy as np
import pandas as pd

people = pd.DataFrame(
    {
        "sex": ["m", "f", "f", "m", "f", "m"],
        "wage": [10.0, 12.5, 9.25, 14.0, 11.5, 8.0],
        "age": [31, 45, 52, 23, 60, 38],
        "union": [True, False, True, True, False, False],
    }
)
limit = 40
# %% filters by a constant, medians of one column
rng = np.random.default_rng(1)
gaps = []
if len(people) and people["wage"].notna().all():
    is_m = (people["sex"] == "m").to_numpy()
    wage_values = people["wage"].to_numpy()
    is_f = (people["sex"] == "f").to_numpy()
    for i in range(8):
        pick = rng.integers(0, len(people), len(people))
        m_rows = pick[is_m[pick]]
        f_rows = pick[is_f[pick]]
        m = np.median(wage_values[m_rows]) if len(m_rows) else np.nan
        f = np.median(wage_values[f_rows]) if len(f_rows) else np.nan
        gaps.append((m - f) / m)
else:
    for i in range(8):
        pick = rng.integers(0, len(people), len(people))
        sub = people.iloc[pick]
        m = sub[sub["sex"] == "m"]["wage"].median()
        f = sub[sub["sex"] == "f"]["wage"].median()
        gaps.append((m - f) / m)
# %% rows with names of their own, counts and tests
rng = np.random.default_rng(2)
found = []
if len(people) and people["wage"].notna().all():
    age_chosen = (people["age"] >= limit).to_numpy()
    union_chosen = people["union"].to_numpy()
    age_values = people["age"].to_numpy()
    age_chosen_2 = (people["age"] > 50).to_numpy()
    wage_values = people["wage"].to_numpy()
    for i in range(5):
        places = rng.choice(len(people), size=len(people), replace=True)
        a_rows = places[age_chosen[places]]
        b_rows = a_rows[union_chosen[a_rows]]
        found.append((len(a_rows), age_values[b_rows].sum(), age_chosen_2[places].mean(), wage_values[places].mean()))
else:
    for i in range(5):
        places = rng.choice(len(people), size=len(people), replace=True)
        sub = people.iloc[places].reset_index(drop=True)
        a = sub[sub["age"] >= limit]
        b = a[a["union"]]
        found.append((len(a), b["age"].sum(), (sub["age"] > 50).mean(), sub.wage.mean()))
# %% drawn on the spot, and chosen by `loc`
rs = np.random.RandomState(3)
means = []
if len(people) and people["wage"].notna().all():
    is_f = (people["sex"] == "f").to_numpy()
    wage_values = people["wage"].to_numpy()
    not_union_chosen = (~people["union"]).to_numpy()
    for i in range(5):
        sub_rows = rs.randint(0, len(people), size=len(people))
        chosen_rows = sub_rows[is_f[sub_rows]]
        chosen_rows_2 = sub_rows[not_union_chosen[sub_rows]]
        means.append((wage_values[chosen_rows].mean() if len(chosen_rows) else np.nan) - (wage_values[chosen_rows_2].max() if len(chosen_rows_2) else np.nan))
else:
    for i in range(5):
        sub = people.take(rs.randint(0, len(people), size=len(people)))
        means.append(sub.loc[sub["sex"] == "f", "wage"].mean() - sub["wage"][~sub["union"]].max())
# %% by `sample`
shares = []
if len(people):
    age_sex_chosen = ((people["sex"] == "f") & (people["age"] > limit)).to_numpy()
    age_values = people["age"].to_numpy()
    people_places = pd.Series(range(len(people)))
    for seed in range(5):
        sub_rows = people_places.sample(frac=1, replace=True, random_state=seed).to_numpy()
        share_rows = sub_rows[age_sex_chosen[sub_rows]]
        share = len(share_rows) / len(sub_rows)
        shares.append((share, age_values[sub_rows].mean()))
else:
    for seed in range(5):
        sub = people.sample(frac=1, replace=True, random_state=seed)
        share = sub[(sub["sex"] == "f") & (sub["age"] > limit)].shape[0] / len(sub)
        shares.append((share, sub["age"].mean()))
# %% arrays for functions of numpy
rng = np.random.default_rng(4)
slopes = []
wage_values = people["wage"].to_numpy()
age_values = people["age"].to_numpy()
for i in range(5):
    sub_rows = rng.integers(0, len(people), size=len(people))
    slopes.append((np.percentile(wage_values[sub_rows], 90), np.corrcoef(age_values[sub_rows], wage_values[sub_rows])[0, 1]))
# %% a copy of which a column is shuffled
rng = np.random.default_rng(5)
found = []
if len(people) and people["wage"].notna().all():
    union_values = people["union"].to_numpy()
    wage_values = people["wage"].to_numpy()
    age_values = people["age"].to_numpy()
    for i in range(6):
        sex_shuffled = rng.permutation(people["sex"])
        m_rows = np.flatnonzero((sex_shuffled == "m") & union_values)
        f_rows = np.flatnonzero(sex_shuffled == "f")
        m = wage_values[m_rows].mean() if len(m_rows) else np.nan
        f = wage_values[f_rows].mean() if len(f_rows) else np.nan
        found.append((m - f, age_values.max(), len(people)))
else:
    for i in range(6):
        sub = people.copy()
        sub["sex"] = rng.permutation(sub["sex"])
        m = sub[(sub["sex"] == "m") & sub["union"]]["wage"].mean()
        f = sub.loc[sub["sex"] == "f", "wage"].mean()
        found.append((m - f, sub["age"].max(), len(sub)))
# %% the shuffled column is what is reduced
rng = np.random.default_rng(6)
gaps = []
if len(people) and people["wage"].notna().all():
    age_chosen = (people["age"] > limit).to_numpy()
    for i in range(6):
        new_shuffled = rng.permutation(people["wage"].to_numpy())
        a_rows = np.flatnonzero(age_chosen)
        gaps.append((new_shuffled[a_rows].mean() if len(a_rows) else np.nan) - new_shuffled.mean())
else:
    for i in range(6):
        sub = people.copy()
        sub["new"] = rng.permutation(people["wage"].to_numpy())
        a = sub[sub["age"] > limit]
        gaps.append(a["new"].mean() - sub["new"].mean())
