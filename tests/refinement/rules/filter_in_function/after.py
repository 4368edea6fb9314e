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


goods_by_sku = dict(list(goods.groupby("sku", sort=False)))
no_goods = goods.iloc[:0]
def dearest_by_sku(df, sku):
    s = goods_by_sku.get(sku, no_goods)
    return s.loc[s.price.idxmax(), "name"]


names = [(sku, dearest_by_sku(goods, sku)) for sku in wanted]
# %% a frame that is read, and a further test
def left(sku, least):
    rows = goods[(goods["sku"] == sku) & (goods["stock"] >= least)]
    if len(rows) == 0:
        return 0
    return rows["stock"].iloc[-1]


goods_by_sku = dict(list(goods.groupby("sku", sort=False)))
no_goods = goods.iloc[:0]
def left_by_sku(sku, least):
    part = goods_by_sku.get(sku, no_goods)
    rows = part[part["stock"] >= least]
    if len(rows) == 0:
        return 0
    return rows["stock"].iloc[-1]


total = [left_by_sku(sku, 1) for sku in wanted]
# %% applied
def spread(sku):
    prices = goods.loc[goods["sku"] == sku, "price"]
    return prices.max() - prices.min()


goods_by_sku = dict(list(goods.groupby("sku", sort=False)))
no_goods = goods.iloc[:0]
def spread_by_sku(sku):
    prices = goods_by_sku.get(sku, no_goods)["price"]
    return prices.max() - prices.min()


lines["spread"] = lines["sku"].apply(spread_by_sku)
# %% two functions
def top(sku, frame):
    return frame[frame["sku"] == sku].sort_values("price")["name"].head(1).tolist()


def last(sku):
    return goods[goods["sku"] == sku]["name"].tail(1).tolist()


goods_by_sku = dict(list(goods.groupby("sku", sort=False)))
no_goods = goods.iloc[:0]
def top_by_sku(sku, frame):
    return goods_by_sku.get(sku, no_goods).sort_values("price")["name"].head(1).tolist()
def last_by_sku(sku):
    return goods_by_sku.get(sku, no_goods)["name"].tail(1).tolist()


found = {sku: top_by_sku(sku, frame=goods) + last_by_sku(sku) for sku in wanted}
# %% a key in either of two columns
import numpy as np

def names_of(df, word, least):
    mask = ((df["sku"] == word) | (df["name"] == word)) & (df["stock"] >= least)
    return df.loc[mask, "name"].tolist()


goods_places = {}
for column in ["sku", "name"]:
    for key, at in goods.groupby(column, sort=False).indices.items():
        goods_places[key] = np.union1d(goods_places.get(key, at), at)
goods_by_sku_name = {key: goods.iloc[at] for key, at in goods_places.items()}
no_goods = goods.iloc[:0]
def names_of_by_sku_name(df, word, least):
    part = goods_by_sku_name.get(word, no_goods)
    return part.loc[part["stock"] >= least, "name"].tolist()


names = [names_of_by_sku_name(goods, word, 1) for word in ["q", "pen", "q", "none"]]
