import pandas as pd

goods = pd.DataFrame(
    {
        "sku": ["p", "q", "r", "q", "s"],
        "price": [1.5, 2.25, 8.0, 4.0, None],
        "stock": [4, 0, 7, 1, 3],
        "name": ["pen", "quill", "ruler", "quill B", "stamp"],
    }
)
wanted = ["q", "r", "q", "p"]
lines = pd.DataFrame({"sku": ["q", "p", "x"], "least": [1, 2, 3]})
# %% a frame that is given
def dearest(df, sku):
    """The name of the dearest."""
    s = df[df.sku == sku]
    return s.loc[s.price.idxmax(), "name"]


names = [(sku, dearest(goods, sku)) for sku in wanted]
# %% a frame that is read, and a further test
def left(sku, least):
    rows = goods[(goods["sku"] == sku) & (goods["stock"] >= least)]
    if len(rows) == 0:
        return 0
    return rows["stock"].iloc[-1]


total = [left(sku, 1) for sku in wanted]
# %% applied
def spread(sku):
    prices = goods.loc[goods["sku"] == sku, "price"]
    return prices.max() - prices.min()


lines["spread"] = lines["sku"].apply(spread)
# %% two functions
def top(sku, frame):
    return frame[frame["sku"] == sku].sort_values("price")["name"].head(1).tolist()


def last(sku):
    return goods[goods["sku"] == sku]["name"].tail(1).tolist()


found = {sku: top(sku, frame=goods) + last(sku) for sku in wanted}
# %% a key in either of two columns
def names_of(df, word, least):
    mask = ((df["sku"] == word) | (df["name"] == word)) & (df["stock"] >= least)
    return df.loc[mask, "name"].tolist()


names = [names_of(goods, word, 1) for word in ["q", "pen", "q", "none"]]
