"""Shop joins lines, orders and customers, then sums by city.

family: joins
small: n = 3000
"""
# %% setup
import numpy as np
import pandas as pd

n = 18_000_000
rng = np.random.default_rng(119)
customers = pd.DataFrame({
    "customer_id": rng.permutation(n // 10),
    "city": rng.choice(["Lyon", "Graz", "Brno", "Turku", "Porto", "Gent"], n // 10),
})
orders = pd.DataFrame({"order_id": rng.permutation(n // 3), "customer_id": rng.integers(0, n // 10, n // 3)})
lines = pd.DataFrame({"order_id": rng.integers(0, n // 3, n), "cents": rng.integers(100, 50_000, n)})
# %% cell
full = lines.merge(orders, on="order_id", how="left").merge(customers, on="customer_id", how="left")
by_city = full.groupby("city")["cents"].agg(["sum", "mean", "count"])
by_customer = full.groupby("customer_id")["cents"].sum().nlargest(100)
