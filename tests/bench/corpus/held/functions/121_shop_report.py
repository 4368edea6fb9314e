"""A controller of an online shop joins orders with returns and sums up by month and channel.

expect: nothing
about: merge, grouped sums and a pivot, all vectorised
"""

# %% function
import pandas as pd


def shop_report(orders, returned):
    back = returned.groupby("order_id", as_index=False)["refund"].sum()
    joined = orders.merge(back, on="order_id", how="left")
    joined["refund"] = joined["refund"].fillna(0.0)
    joined["net"] = joined["amount"] - joined["refund"]
    joined["month"] = joined["date"].to_numpy().astype("datetime64[M]")
    sums = joined.groupby(["month", "channel"])[["amount", "refund", "net"]].sum().round(2)
    wide = sums["net"].unstack("channel", fill_value=0.0)
    share = wide.sum()
    return sums, wide, (share / share.sum()).round(4)


# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(6)


def shop(n):
    orders = pd.DataFrame(
        {
            "order_id": rng.permutation(n) + 50000,
            "date": pd.Timestamp("2022-01-01") + pd.to_timedelta(rng.integers(0, 540, n), unit="D"),
            "channel": rng.choice(["App", "Web", "Händler", "Telefon"], n),
            "amount": np.round(rng.gamma(2, 35, n), 2),
        }
    )
    k = n // 6
    refunds = pd.DataFrame(
        {"order_id": rng.integers(50000, 50000 + max(n, 1), k), "refund": np.round(rng.gamma(1, 20, k), 2)}
    )
    return orders, refunds


ENTRY = "shop_report"
CALLS = [shop(400000), shop(180000), shop(0), shop(1), shop(300)]
