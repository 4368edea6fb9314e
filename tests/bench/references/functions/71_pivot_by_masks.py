import numpy as np
import pandas as pd


def cross_table(df, row_var, col_var, value):
    row_codes, rows = pd.factorize(df[row_var])
    col_codes, cols = pd.factorize(df[col_var])
    row_order = sorted(range(len(rows)), key=list(rows).__getitem__)
    col_order = sorted(range(len(cols)), key=list(cols).__getitem__)
    amounts = df[value].to_numpy()
    if amounts.dtype != np.int64:
        return _cell_by_cell(df, row_var, col_var, value)
    known = (row_codes >= 0) & (col_codes >= 0)
    sums = np.zeros(len(rows) * len(cols), dtype=np.int64)
    np.add.at(sums, (col_codes * len(rows) + row_codes)[known], amounts[known])
    by_col = sums.reshape(len(cols), len(rows))[:, row_order].tolist()
    table = {cols[c]: by_col[c] for c in col_order}
    return pd.DataFrame(table, index=[rows[r] for r in row_order])


def _cell_by_cell(df, row_var, col_var, value):
    """Sums of other than integers are cut off as the filter by filter sums are."""
    rows = sorted(df[row_var].dropna().unique())
    table = {}
    for c in sorted(df[col_var].dropna().unique()):
        here = df[df[col_var] == c]
        table[c] = [int(here[here[row_var] == r][value].sum()) for r in rows]
    return pd.DataFrame(table, index=rows)
