"""Social scientist's cross table of respondents' hours by region and age group.

expect: faster
about: a boolean filter over the whole frame for each cell of the table; one groupby or pivot_table fills it (integers, empty cells are 0)
"""
# %% function
import pandas as pd


def cross_table(df, row_var, col_var, value):
    table = {}
    for c in sorted(df[col_var].dropna().unique()):
        column = []
        for r in sorted(df[row_var].dropna().unique()):
            cell = df[(df[row_var] == r) & (df[col_var] == c)][value].sum()
            column.append(int(cell))
        table[c] = column
    return pd.DataFrame(table, index=sorted(df[row_var].dropna().unique()))

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(71)


def _d(n, k):
    reg = np.array([f"Région {i}" for i in range(k)] + [None], dtype=object)
    return pd.DataFrame({"region": _g.choice(reg, n), "age": _g.choice(["18-29", "30-44", "45-64", "65+"], n),
                         "hours": _g.integers(0, 60, n)})


ENTRY = "cross_table"
CALLS = [(_d(50, 2), "region", "age", "hours"), (_d(3000, 6), "region", "age", "hours"), (_d(6000, 5), "age", "region", "hours")]
