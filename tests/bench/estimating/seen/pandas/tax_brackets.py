"""Payroll clerk works out the tax of each employee, row by row.

family: pandas
small: n = 500
"""
# %% setup
import numpy as np
import pandas as pd

n = 1_200_000
rng = np.random.default_rng(102)
staff = pd.DataFrame({
    "gross": rng.lognormal(10.4, 0.5, n).round(2),
    "children": rng.integers(0, 4, n),
    "married": rng.random(n) < 0.5,
})
# %% cell
def tax(row):
    taxable = row["gross"] - 9000 - 2500 * row["children"]
    if row["married"]:
        taxable -= 4000
    if taxable <= 0:
        return 0.0
    if taxable < 20000:
        return taxable * 0.18
    return 3600 + (taxable - 20000) * 0.37

staff["tax"] = staff.apply(tax, axis=1)
staff["net"] = staff["gross"] - staff["tax"]
staff[["gross", "tax", "net"]].describe()
