"""Bank data team labels transactions by a small ordered rule table.

expect: nothing
about: looks like a row loop, but it runs over a handful of rules, each a whole-column mask; earlier rules win and the loop stops when all is labelled
"""
# %% function
import numpy as np


def label_transactions(amount, merchant_code, rules):
    labels = np.full(len(amount), -1, dtype=np.int16)
    todo = labels < 0
    for label, lo, hi, codes in rules.itertuples(index=False, name=None):
        hit = todo & (amount >= lo) & (amount < hi)
        if codes:
            hit &= np.isin(merchant_code, codes)
        labels[hit] = label
        todo &= ~hit
        if not todo.any():
            break
    return labels

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(98)
_rules = pd.DataFrame({"label": [1, 2, 3, 4, 5], "lo": [0., 100., -np.inf, 50., -1e9], "hi": [20., 1e4, 0., 90., 1e9],
                       "codes": [(5411, 5499), (), (), (4111, 5812), ()]})


def _t(n):
    a = _g.normal(60, 80, n).round(2)
    a[::97] = np.nan
    return a, _g.choice(np.array([5411, 5499, 5812, 4111, 6011]), n)


ENTRY = "label_transactions"
CALLS = [(*_t(500), _rules), (*_t(50000), _rules), (*_t(200000), _rules.iloc[::-1]), (*_t(20000), _rules.iloc[:2])]
