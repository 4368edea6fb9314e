"""A controller allocates overhead to cost centres by headcount and reports against the budget.

expect: nothing
about: merges, transform and pivot on whole columns; already how it should be
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(321)
n = 300_000
centres = [f"K{100 + i}" for i in range(180)]
ledger = pd.DataFrame({
    "centre": rng.choice(centres + ["OVH"], n),
    "account": rng.choice([4100, 4200, 4360, 4650, 4930, 4980], n),
    "month": rng.integers(1, 13, n),
    "amount": rng.gamma(1.5, 400, n).round(2) * rng.choice([1, 1, 1, 1, -1], n),
})
staff = pd.DataFrame([(c, m, int(rng.integers(2, 60))) for c in centres for m in range(1, 13)],
                     columns=["centre", "month", "heads"])
budget = pd.DataFrame({"centre": centres, "budget": rng.normal(600_000, 90_000, len(centres)).round(-2)})

# %% cell
is_overhead = ledger["centre"].eq("OVH")
overhead = ledger[is_overhead].groupby("month")["amount"].sum().rename("pool")
direct = ledger[~is_overhead].groupby(["centre", "month"], as_index=False)["amount"].sum()

alloc = staff.merge(overhead, left_on="month", right_index=True, how="left")
alloc["share"] = alloc["heads"] / alloc.groupby("month")["heads"].transform("sum")
alloc["overhead"] = (alloc["share"] * alloc["pool"]).round(2)

full = direct.merge(alloc[["centre", "month", "overhead"]], on=["centre", "month"], how="outer").fillna(0.0)
full["total"] = full["amount"] + full["overhead"]
year = full.groupby("centre", as_index=False)[["amount", "overhead", "total"]].sum()
report = year.merge(budget, on="centre").assign(
    deviation=lambda d: d["total"] - d["budget"],
    percent=lambda d: (100 * d["deviation"] / d["budget"]).round(1),
)
pivot = ledger.pivot_table(index="centre", columns="account", values="amount", aggfunc=["sum", "count"])
report = report.sort_values("percent", ascending=False, ignore_index=True)
print(report.head(5).round(0))
print(pivot.shape, round(float(overhead.sum()), 2))
