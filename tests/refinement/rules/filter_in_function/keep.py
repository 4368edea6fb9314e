import pandas as pd

goods = pd.DataFrame(
    {
        "sku": ["p", "q", "r", "q", "s"],
        "price": [1.5, 2.25, 8.0, 4.0, 2.0],
        "stock": [4, 0, 7, 1, 3],
    }
)
wanted = ["q", "r", "q", "p"]
# %% called once
def total(sku):
    return goods[goods["sku"] == sku]["price"].sum()


first = total("q")
# %% the frame changes between calls
def total(df, sku):
    return df[df["sku"] == sku]["price"].sum()


sums = []
for sku in wanted:
    sums.append(total(goods, sku))
    goods.loc[goods["sku"] == sku, "price"] += 1
# %% the function changes the frame
def sell(sku):
    left = goods[goods["sku"] == sku]["stock"].sum()
    goods.loc[goods["sku"] == sku, "stock"] = 0
    return left


sold = [sell(sku) for sku in wanted]
# %% another frame each time
def total(df, sku):
    return df[df["sku"] == sku]["price"].sum()


sums = [total(df, "q") for df in (goods, goods.head(2))]
# %% the part is given back
def part(sku):
    return goods[goods["sku"] == sku]


parts = [part(sku) for sku in wanted]
# %% the same key each time
def dear(limit):
    return len(goods[(goods["sku"] == "q") & (goods["price"] > limit)])


n = [dear(limit) for limit in range(5)]
# %% a key of floats
def of_price(price):
    return goods[goods["price"] == price]["stock"].sum()


n = [of_price(price) for price in [1.5, 2.0]]
# %% a function that is bound again
def total(sku):
    return goods[goods["sku"] == sku]["price"].sum()


if len(wanted) > 10:
    total = len
sums = [total(sku) for sku in wanted]
