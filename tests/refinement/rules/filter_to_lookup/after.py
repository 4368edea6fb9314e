import numpy as np
import pandas as pd

goods = pd.DataFrame(
    {
        "sku": ["p", "q", "r", "q", "s"],
        "price": [1.5, 2.25, 8.0, 4.0, np.nan],
        "stock": [4, 0, 7, 1, 3],
        "name": ["pen", "quill", "ruler", "quill B", "stamp"],
        "since": pd.date_range("2024-01-01", periods=5),
    }
)
lines = pd.DataFrame({"sku": ["q", "p", "q", "s", "r"], "qty": [1, 2, 3, 4, 5]})
wanted = ["q", "r", "q", "p"]
codes = pd.DataFrame({"code": [3, 1, 2, 9], "share": [0.5, 1.0, 0.25, 2.0]})
parts = pd.DataFrame(
    {"code": [1, 2, 3, 2], "name": ["a", "b", "c", "d"], "stock": [4, 0, 7, 1]}
)
# %% the first match's value
total = 0
goods_first_by_sku = goods.dropna(subset=["sku"]).drop_duplicates("sku")
goods_price_by_sku = dict(zip(goods_first_by_sku["sku"].tolist(), goods_first_by_sku["price"].to_numpy()))
for sku in wanted:
    total += goods_price_by_sku[sku]
# %% a row, after a test whether there is one
names, amounts = [], []
goods_size_by_sku = goods.groupby("sku", sort=False).size().to_dict()
goods_first_by_sku = goods.dropna(subset=["sku"]).drop_duplicates("sku")
goods_name_of_row_by_sku = dict(zip(goods_first_by_sku["sku"].tolist(), goods_first_by_sku["name"].tolist()))
goods_stock_of_row_by_sku = dict(zip(goods_first_by_sku["sku"].tolist(), goods_first_by_sku["stock"].to_numpy()))
for sku in [*wanted, "none"]:
    if (sku not in goods_size_by_sku):
        names.append("?")
        continue
    names.append(goods_name_of_row_by_sku[sku])
    amounts.append(goods_stock_of_row_by_sku[sku] * 2)
# %% sums, counts and means for each key
rows = []
goods_size_by_sku = goods.groupby("sku", sort=False).size().to_dict()
goods_stock_sum_by_sku = goods.groupby("sku", sort=False)["stock"].sum()
goods_stock_sum_by_sku = dict(zip(goods_stock_sum_by_sku.index, goods_stock_sum_by_sku.to_numpy()))
goods_stock_sum_of_none_by_sku = goods["stock"].iloc[:0].sum()
goods_places_by_sku = goods.groupby("sku", sort=False).indices
goods_price_values_by_sku = goods["price"].fillna(0.0).to_numpy()
goods_price_present_by_sku = goods["price"].notna().to_numpy()
goods_price_mean_by_sku = {
    key: goods_price_values_by_sku[at].sum() / n
    for key, at in goods_places_by_sku.items()
    if (n := goods_price_present_by_sku[at].sum())
}
goods_price_mean_of_none_by_sku = goods["price"].iloc[:0].mean()
goods_since_max_by_sku = goods.groupby("sku", sort=False)["since"].max().to_dict()
goods_since_max_of_none_by_sku = goods["since"].iloc[:0].max()
goods_name_nunique_by_sku = goods.groupby("sku", sort=False)["name"].nunique().to_dict()
goods_name_nunique_of_none_by_sku = goods["name"].iloc[:0].nunique()
goods_part_by_sku = (goods["price"].isna()).groupby(goods["sku"], sort=False).sum()
goods_part_by_sku = dict(zip(goods_part_by_sku.index, goods_part_by_sku.to_numpy()))
goods_part_of_none_by_sku = goods.iloc[:0]["price"].isna().sum()
for sku in goods["sku"].unique():
    rows.append(
        {
            "sku": sku,
            "n": goods_size_by_sku.get(sku, 0),
            "stock": goods_stock_sum_by_sku.get(sku, goods_stock_sum_of_none_by_sku),
            "mean": goods_price_mean_by_sku.get(sku, goods_price_mean_of_none_by_sku),
            "holes": goods_part_by_sku.get(sku, goods_part_of_none_by_sku),
            "last": goods_since_max_by_sku.get(sku, goods_since_max_of_none_by_sku),
            "names": goods_name_nunique_by_sku.get(sku, goods_name_nunique_of_none_by_sku),
        }
    )
# %% a comprehension
goods_stock_max_by_sku = goods.groupby('sku', sort=False)['stock'].max()
goods_stock_max_by_sku = dict(zip(goods_stock_max_by_sku.index, goods_stock_max_by_sku.to_numpy()))
goods_stock_max_of_none_by_sku = goods['stock'].iloc[:0].max()
highest = {sku: goods_stock_max_by_sku.get(sku, goods_stock_max_of_none_by_sku) for sku in wanted}
# %% an applied function
goods_first_by_sku = goods.dropna(subset=["sku"]).drop_duplicates("sku")
goods_price_array_by_sku = dict(zip(goods_first_by_sku["sku"].tolist(), zip(goods_first_by_sku["price"].to_numpy())))
lines["price"] = lines["sku"].apply(lambda s: goods_price_array_by_sku.get(s, ())[0])
# %% by rows
goods_last_by_sku = goods.dropna(subset=["sku"]).drop_duplicates("sku", keep="last")
goods_last_name_by_sku = dict(zip(goods_last_by_sku["sku"].tolist(), goods_last_by_sku["name"].tolist()))
lines["name"] = lines.apply(lambda row: goods_last_name_by_sku[row["sku"]], axis=1)
# %% two keys
counts = []
goods_size_by_sku_stock = goods.groupby(["sku", "stock"], sort=False).size().to_dict()
for sku in wanted:
    for stock in (0, 1, 4):
        counts.append(goods_size_by_sku_stock.get((sku, stock), 0))
# %% in a formatted string
goods_stock_sum_by_sku = goods.groupby('sku', sort=False)['stock'].sum()
goods_stock_sum_by_sku = dict(zip(goods_stock_sum_by_sku.index, goods_stock_sum_by_sku.to_numpy()))
goods_stock_sum_of_none_by_sku = goods['stock'].iloc[:0].sum()
for sku in wanted:
    print(f'{sku}: {goods_stock_sum_by_sku.get(sku, goods_stock_sum_of_none_by_sku)}')
# %% what is made of a column
sums = []
goods_stock_sum_by_since_day = goods.groupby(goods["since"].dt.day, sort=False)["stock"].sum()
goods_stock_sum_by_since_day = dict(zip(goods_stock_sum_by_since_day.index, goods_stock_sum_by_since_day.to_numpy()))
goods_stock_sum_of_none_by_since_day = goods["stock"].iloc[:0].sum()
for day in goods["since"].dt.day.unique():
    sums.append(goods_stock_sum_by_since_day.get(day, goods_stock_sum_of_none_by_since_day))
# %% two keys, one of them made
table = {}
goods_stock_sum_by_sku_since_month = goods.groupby(["sku", goods["since"].dt.month], sort=False)["stock"].sum()
goods_stock_sum_by_sku_since_month = dict(zip(goods_stock_sum_by_sku_since_month.index, goods_stock_sum_by_sku_since_month.to_numpy()))
goods_stock_sum_of_none_by_sku_since_month = goods["stock"].iloc[:0].sum()
for sku in wanted:
    table[sku] = [
        goods_stock_sum_by_sku_since_month.get((sku, month), goods_stock_sum_of_none_by_sku_since_month)
        for month in range(1, 4)
    ]
# %% a comparison with a name of its own
def payments(keys):
    paid = {}
    goods_places_by_sku = goods.groupby("sku", sort=False).indices
    goods_price_values_by_sku = goods["price"].fillna(0.0).to_numpy()
    goods_price_sum_by_sku = {key: goods_price_values_by_sku[at].sum() for key, at in goods_places_by_sku.items()}
    goods_price_sum_of_none_by_sku = goods["price"].iloc[:0].sum()
    for sku in keys:
        paid[sku] = goods_price_sum_by_sku.get(sku, goods_price_sum_of_none_by_sku)
    return paid


paid = payments(wanted)
# %% several filters by a comparison with a name
def described(keys):
    found = {}
    goods_places_by_sku = goods.groupby("sku", sort=False).indices
    goods_price_values_by_sku = goods["price"].fillna(0.0).to_numpy()
    goods_price_present_by_sku = goods["price"].notna().to_numpy()
    goods_price_mean_by_sku = {
        key: goods_price_values_by_sku[at].sum() / n
        for key, at in goods_places_by_sku.items()
        if (n := goods_price_present_by_sku[at].sum())
    }
    goods_price_mean_of_none_by_sku = goods["price"].iloc[:0].mean()
    goods_stock_max_by_sku = goods.groupby("sku", sort=False)["stock"].max()
    goods_stock_max_by_sku = dict(zip(goods_stock_max_by_sku.index, goods_stock_max_by_sku.to_numpy()))
    goods_stock_max_of_none_by_sku = goods["stock"].iloc[:0].max()
    for sku in keys:
        found[sku] = goods_price_mean_by_sku.get(sku, goods_price_mean_of_none_by_sku), goods_stock_max_by_sku.get(sku, goods_stock_max_of_none_by_sku)
    return found


found = described(wanted)
# %% what is made of each row, and some of the rows
table = []
goods_size_of_some_by_sku = goods[goods["price"] < 5].groupby("sku", sort=False).size().to_dict()
goods_stock_sum_of_some_by_sku = goods[goods["price"] < 5].groupby("sku", sort=False)["stock"].sum()
goods_stock_sum_of_some_by_sku = dict(zip(goods_stock_sum_of_some_by_sku.index, goods_stock_sum_of_some_by_sku.to_numpy()))
goods_stock_sum_of_none_of_some_by_sku = goods["stock"].iloc[:0].sum()
goods_size_of_some_2_by_sku = goods[(goods["stock"] > 0) & (goods["price"] > 1)].groupby("sku", sort=False).size().to_dict()
goods_part_by_sku = (goods["price"] > 2).groupby(goods["sku"], sort=False).sum()
goods_part_by_sku = dict(zip(goods_part_by_sku.index, goods_part_by_sku.to_numpy()))
goods_part_of_none_by_sku = (goods.iloc[:0]["price"] > 2).sum()
goods_part_2_by_sku = (goods["price"] * goods["stock"]).groupby(goods["sku"], sort=False).mean().dropna()
goods_part_2_by_sku = dict(zip(goods_part_2_by_sku.index, goods_part_2_by_sku.to_numpy()))
goods_part_of_none_2_by_sku = (goods.iloc[:0]["price"] * goods.iloc[:0]["stock"]).mean()
goods_size_by_sku = goods.groupby("sku", sort=False).size().to_dict()
goods_part_3_by_sku = (goods["stock"] == 0).groupby(goods["sku"], sort=False).any()
goods_part_3_by_sku = dict(zip(goods_part_3_by_sku.index, goods_part_3_by_sku.to_numpy()))
goods_part_of_none_3_by_sku = (goods.iloc[:0]["stock"] == 0).any()
for sku in [*goods["sku"].unique(), "none"]:
    dear = goods_part_by_sku.get(sku, goods_part_of_none_by_sku)
    worth = goods_part_2_by_sku.get(sku, goods_part_of_none_2_by_sku)
    kept = goods_stock_sum_of_some_by_sku.get(sku, goods_stock_sum_of_none_of_some_by_sku), goods_size_of_some_by_sku.get(sku, 0), goods_size_of_some_2_by_sku.get(sku, 0)
    table.append((sku, dear, goods_size_by_sku.get(sku, 0) - dear, worth, goods_part_3_by_sku.get(sku, goods_part_of_none_3_by_sku), *kept))
# %% some of the rows, and what is written twice
table = []
goods_size_by_sku = goods.groupby('sku', sort=False).size().to_dict()
goods_price_max_of_some_by_sku = goods[goods['stock'] > 0].groupby('sku', sort=False)['price'].max()
goods_price_max_of_some_by_sku = dict(zip(goods_price_max_of_some_by_sku.index, goods_price_max_of_some_by_sku.to_numpy()))
goods_price_max_of_none_of_some_by_sku = goods['price'].iloc[:0].max()
goods_price_min_of_some_by_sku = goods[goods['stock'] > 0].groupby('sku', sort=False)['price'].min()
goods_price_min_of_some_by_sku = dict(zip(goods_price_min_of_some_by_sku.index, goods_price_min_of_some_by_sku.to_numpy()))
goods_price_min_of_none_of_some_by_sku = goods['price'].iloc[:0].min()
goods_part_by_sku = (goods['stock'] > 0).groupby(goods['sku'], sort=False).sum()
goods_part_by_sku = dict(zip(goods_part_by_sku.index, goods_part_by_sku.to_numpy()))
goods_part_of_none_by_sku = (goods.iloc[:0].stock > 0).sum()
goods_part_2_by_sku = (goods['price'].isna()).groupby(goods['sku'], sort=False).sum()
goods_part_2_by_sku = dict(zip(goods_part_2_by_sku.index, goods_part_2_by_sku.to_numpy()))
goods_part_of_none_2_by_sku = (goods.iloc[:0].price.isna()).sum()
for sku in wanted:
    table.append([sku, goods_price_max_of_some_by_sku.get(sku, goods_price_max_of_none_of_some_by_sku), goods_price_min_of_some_by_sku.get(sku, goods_price_min_of_none_of_some_by_sku), goods_part_by_sku.get(sku, goods_part_of_none_by_sku)])
    table.append([goods_part_by_sku.get(sku, goods_part_of_none_by_sku) / goods_size_by_sku.get(sku, 0), goods_part_2_by_sku.get(sku, goods_part_of_none_2_by_sku)])
# %% the commonest text, and other uses, for which the rows stay
profile = []
goods_size_by_sku = goods.groupby("sku", sort=False).size().to_dict()
goods_name_mode_by_sku = goods.groupby(["sku", "name"]).size().sort_values(ascending=False, kind="stable")
goods_name_mode_by_sku = dict(goods_name_mode_by_sku.index[::-1])
goods_name_commonest_by_sku = goods.groupby(["sku", "name"], sort=False).size().sort_values(ascending=False, kind="stable")
goods_name_commonest_by_sku = dict(goods_name_commonest_by_sku.index[::-1])
for sku in goods["sku"].unique():
    part = goods[goods["sku"] == sku]
    profile.append(((goods_name_commonest_by_sku[sku] if sku in goods_name_commonest_by_sku else goods["name"].iloc[:0].value_counts().index[0]), (goods_name_mode_by_sku[sku] if sku in goods_name_mode_by_sku else goods["name"].iloc[:0].mode()[0]), goods_size_by_sku.get(sku, 0)))
    profile.append(((goods_name_commonest_by_sku[sku] if sku in goods_name_commonest_by_sku else goods["name"].iloc[:0].value_counts().idxmax()), part["name"].tolist()))
# %% days that the frame itself has
rows = []
goods_size_by_since = goods.groupby("since", sort=False).size().to_dict()
goods_places_by_since = goods.groupby("since", sort=False).indices
goods_price_values_by_since = goods["price"].fillna(0.0).to_numpy()
goods_price_sum_by_since = {key: goods_price_values_by_since[at].sum() for key, at in goods_places_by_since.items()}
goods_price_sum_of_none_by_since = goods["price"].iloc[:0].sum()
goods_name_nunique_by_since = goods.groupby("since", sort=False)["name"].nunique().to_dict()
goods_name_nunique_of_none_by_since = goods["name"].iloc[:0].nunique()
for x in sorted(goods["since"].unique()):
    rows.append((x, goods_size_by_since.get(x, 0), goods_price_sum_by_since.get(x, goods_price_sum_of_none_by_since), goods_name_nunique_by_since.get(x, goods_name_nunique_of_none_by_since)))
# %% whole numbers compared with floats
found, held = [], []
parts_size_by_code = parts.groupby(parts["code"].astype(float), sort=False).size().to_dict()
parts_first_by_code = parts.assign(code=parts["code"].astype(float)).dropna(subset=["code"]).drop_duplicates("code")
parts_name_array_by_code = dict(zip(parts_first_by_code["code"].tolist(), zip(parts_first_by_code["name"].to_numpy())))
parts_stock_sum_by_code = parts.groupby(parts["code"].astype(float), sort=False)["stock"].sum()
parts_stock_sum_by_code = dict(zip(parts_stock_sum_by_code.index, parts_stock_sum_by_code.to_numpy()))
parts_stock_sum_of_none_by_code = parts["stock"].iloc[:0].sum()
for _, row in codes.iterrows():
    if parts_size_by_code.get(row["code"], 0) > 0:
        found.append(parts_name_array_by_code.get(row["code"], ())[0])
        held.append(parts_stock_sum_by_code.get(row["code"], parts_stock_sum_of_none_by_code))
# %% those since a day that is worked out
newest = goods["since"].max()
n = {}
goods_size_of_some_by_sku = goods[goods["since"] > (newest - pd.Timedelta(days=2))].groupby("sku", sort=False).size().to_dict()
goods_size_by_sku = goods.groupby("sku", sort=False).size().to_dict()
for sku in wanted:
    n[sku] = goods_size_of_some_by_sku.get(sku, 0) / goods_size_by_sku.get(sku, 0)
# %% values that aren't missing
prices = []
goods_size_of_some_by_sku = goods[goods["price"].notna()].groupby("sku", sort=False).size().to_dict()
goods_price_median_of_some_by_sku = goods[goods["price"].notna()].groupby("sku", sort=False)["price"].median()
goods_price_median_of_some_by_sku = dict(zip(goods_price_median_of_some_by_sku.index, goods_price_median_of_some_by_sku.to_numpy()))
goods_price_median_of_none_of_some_by_sku = goods["price"].iloc[:0].median()
goods_first_of_some_by_sku = goods[goods["price"].notna()].dropna(subset=["sku"]).drop_duplicates("sku")
goods_price_of_some_by_sku = dict(zip(goods_first_of_some_by_sku["sku"].tolist(), goods_first_of_some_by_sku["price"].to_numpy()))
goods_places_of_some_by_sku = goods[goods["price"].notna()].groupby("sku", sort=False).indices
goods_price_values_of_some_by_sku = goods[goods["price"].notna()]["price"].fillna(0.0).to_numpy()
goods_price_sum_of_some_by_sku = {key: goods_price_values_of_some_by_sku[at].sum() for key, at in goods_places_of_some_by_sku.items()}
goods_price_sum_of_none_of_some_by_sku = goods["price"].iloc[:0].sum()
goods_stock_max_of_some_by_sku = goods[goods["stock"].notna()].groupby("sku", sort=False)["stock"].max()
goods_stock_max_of_some_by_sku = dict(zip(goods_stock_max_of_some_by_sku.index, goods_stock_max_of_some_by_sku.to_numpy()))
goods_stock_max_of_none_of_some_by_sku = goods["stock"].iloc[:0].max()
for sku in [*wanted, "s", "none"]:
    if goods_size_of_some_by_sku.get(sku, 0) >= 1:
        prices.append((goods_size_of_some_by_sku.get(sku, 0), goods_price_median_of_some_by_sku.get(sku, goods_price_median_of_none_of_some_by_sku), goods_price_of_some_by_sku[sku], goods_price_sum_of_some_by_sku.get(sku, goods_price_sum_of_none_of_some_by_sku)))
    else:
        prices.append((0, goods_stock_max_of_some_by_sku.get(sku, goods_stock_max_of_none_of_some_by_sku), (sku not in goods_size_of_some_by_sku), 0))
# %% one of two keys is written out
sums = []
goods_size_by_sku_name = goods.groupby(["sku", "name"], sort=False).size().to_dict()
goods_stock_sum_by_sku_name = goods.groupby(["sku", "name"], sort=False)["stock"].sum()
goods_stock_sum_by_sku_name = dict(zip(goods_stock_sum_by_sku_name.index, goods_stock_sum_by_sku_name.to_numpy()))
goods_stock_sum_of_none_by_sku_name = goods["stock"].iloc[:0].sum()
for sku in [*wanted, "none"]:
    sums.append((goods_size_by_sku_name.get((sku, "quill"), 0), goods_stock_sum_by_sku_name.get((sku, "quill"), goods_stock_sum_of_none_by_sku_name)))
