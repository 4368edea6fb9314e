import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "shop": ["a", "b", "c", "a", "b", "a", "c", "b", "a", "d"],
        "year": [2020, 2021, 2020, 2021, 2020, 2020, 2021, 2021, 2020, 2020],
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5, 2.0, 7.75, 10.0, 3.0],
        "qty": [1, 2, 3, 4, 5, 6, 7, 8, 4, 1],
        "name": ["Ann", "bob", "Cid", "dan", "Eve", "Ann", "bob", "fay", "gus", "hal"],
    }
)
holes = df.assign(price=df["price"].where(df["price"] > 2))
# %% the largest few of each value, in steps
best = []
if len(df) and df["price"].notna().all():
    shop_places = df.groupby("shop", sort=False).indices
    price_values = df["price"].to_numpy()
    for shop in df["shop"].unique():
        places = shop_places.get(shop, np.arange(0))[::-1]
        # The two dearest.
        best.append(df.iloc[places[price_values[places].argsort()[:-3:-1]]])
else:
    for shop in df["shop"].unique():
        part = df[df["shop"] == shop]
        part = part.sort_values("price", ascending=False)
        # The two dearest.
        best.append(part.head(2))
# %% groups, of which frames are added up
out = pd.DataFrame()
year_places = df.groupby("year")
qty_values = df["qty"].to_numpy()
for places in year_places.indices.values():
    places = places[::-1]
    sub = df.iloc[places[qty_values[places].argsort(kind="stable")[:-3:-1]]]
    out = pd.concat([out, sub])
# %% the key is told, too
rows = []
if len(df) and df["price"].notna().all():
    shop_places = df.groupby("shop")
    price_values = df["price"].to_numpy()
    for shop, places in zip(shop_places.size().index, shop_places.indices.values()):
        rows.append({"shop": shop, "cheapest": df.iloc[places[price_values[places].argsort()[:2]]]["name"].tolist()})
else:
    for shop, part in df.groupby("shop"):
        rows.append({"shop": shop, "cheapest": part.sort_values(by="price")[:2]["name"].tolist()})
# %% the smallest and the largest
ends = []
shop_places = df.groupby("shop", sort=False).indices
qty_values = df["qty"].to_numpy()
for shop in sorted(df["shop"].unique()):
    places = shop_places.get(shop, np.arange(0))
    ends.append((df.iloc[places[qty_values[places].argsort(kind="stable")[:1]]], df.iloc[places[::-1][qty_values[places[::-1]].argsort(kind="stable")[:-2:-1]]].reset_index(drop=True)))
# %% values that may not be there, no order
firsts = []
year_places = df.groupby("year", sort=False).indices
for value in [2019, 2020, 2021]:
    places = year_places.get(value, np.arange(0))
    firsts.append(df.iloc[places[:3]])
# %% a column with holes
best = []
if len(holes) and (holes["price"].notna().groupby(holes["shop"]).sum() >= 1).all():
    shop_places = holes.groupby("shop")
    price_values = holes["price"].to_numpy()
    price_present = holes["price"].notna().to_numpy()
    for places in shop_places.indices.values():
        places = places[::-1]
        places = places[price_present[places]]
        best.append(holes.iloc[places[price_values[places].argsort()[:-2:-1]]])
else:
    for value, part in holes.groupby("shop"):
        best.append(part.sort_values("price", ascending=False).head(1))
