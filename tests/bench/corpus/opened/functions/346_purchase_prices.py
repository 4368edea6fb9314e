"""A buyer looks up for each order the price that was valid on its date and the change to the order before.

expect: faster
about: filters and sorts the price list per order row with apply; merge_asof by article and a grouped shift
"""

# %% function
import pandas as pd


def valid_price(row, prices):
    cand = prices[(prices["article"] == row["article"]) & (prices["valid_from"] <= row["date"])]
    if len(cand) == 0:
        return float("nan")
    return cand.sort_values("valid_from").iloc[-1]["price"]


def price_orders(orders, prices):
    orders = orders.copy()
    if len(orders) == 0:
        orders["price"] = pd.Series(dtype=float)
        orders["total"] = pd.Series(dtype=float)
        orders["change"] = pd.Series(dtype=float)
        return orders
    orders["price"] = orders.apply(valid_price, axis=1, prices=prices)
    orders["total"] = orders["price"] * orders["qty"]
    orders = orders.sort_values(["article", "date", "order"])
    change = []
    last = {}
    for _, row in orders.iterrows():
        if row["article"] in last:
            change.append(row["price"] - last[row["article"]])
        else:
            change.append(float("nan"))
        last[row["article"]] = row["price"]
    orders["change"] = change
    return orders.sort_values("order").reset_index(drop=True)

# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(346)
articles = [f"A-{k:03d}" for k in range(30)]


def data(n, m):
    day0 = pd.Timestamp("2023-01-01")
    o = pd.DataFrame({"order": rng.permutation(n) + 1, "article": rng.choice(articles, n),
                      "date": day0 + pd.to_timedelta(rng.integers(0, 365, n), unit="D"), "qty": rng.integers(1, 50, n)})
    p = pd.DataFrame({"article": rng.choice(articles, m),
                      "valid_from": day0 + pd.to_timedelta(rng.integers(-40, 360, m), unit="D"),
                      "price": rng.uniform(1, 90, m).round(2)}).drop_duplicates(["article", "valid_from"])
    return o, p


full = data(450, 250)
ENTRY = "price_orders"
CALLS = [(full[0].iloc[:0], full[1]), data(1, 40), data(25, 60), full, data(300, 400)]
