"""Shop analyst totals what was refunded last quarter.

expect: faster
about: iterrows loop with a condition and an accumulator
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(11)
n = 20000
orders = pd.DataFrame({
    "order_id": np.arange(n) + 700000,
    "status": rng.choice(["shipped", "returned", "open", "cancelled"], n, p=[.7, .12, .1, .08]),
    "cents": rng.integers(199, 25000, n),
})
# %% cell
refunded = 0
n_returned = 0
for idx, row in orders.iterrows():
    if row["status"] == "returned":
        refunded += row["cents"]
        n_returned += 1
print("refunded", refunded, "in", n_returned, "orders")
refunded / n_returned
