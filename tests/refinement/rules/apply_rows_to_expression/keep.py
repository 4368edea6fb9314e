import pandas as pd

df = pd.DataFrame(
    {
        "name": ["Ann", "Bob", "Cy", "Di"],
        "weight": [61.5, 82.0, 95.5, 47.25],
        "age": [12, 40, 67, 19],
        "kind": pd.Categorical(["a", "b", "a", "b"]),
    }
)


def effect(row):
    print(row["age"])
    return row["age"]


# %% an effect
out = df.apply(effect, axis=1)
# %% down the columns
out = df.apply(lambda c: c[0], axis=0)
# %% rounding, in which numpy differs
out = df.apply(lambda r: round(r["weight"] * 1.005, 2), axis=1)
# %% branches of different types
out = df.apply(lambda r: r["weight"] if r["age"] > 20 else "none", axis=1)
# %% the whole row
out = df.apply(lambda r: len(r), axis=1)
# %% further arguments
out = df.apply(lambda r, k: r["weight"] * k, axis=1, args=(2,))
# %% a categorical column
out = df.apply(lambda r: r["kind"] == "a", axis=1)
# %% a function that may return nothing
def some(row):
    if row["age"] > 30:
        return "x"


out = df.apply(some, axis=1)
# %% a power that may outgrow 64 bits
out = df.apply(lambda r: r["age"] ** 9, axis=1)
# %% a name that is bound for some rows alone
def partly(row):
    if row["age"] > 30:
        rate = 0.5
    return row["weight"] * rate


out = df.apply(partly, axis=1)
# %% a loop
def looped(row):
    total = 0
    for name in ("weight", "age"):
        total += row[name]
    return total


out = df.apply(looped, axis=1)
# %% a number that is whole for some rows alone
def rated(row):
    rate = 0
    if row["weight"] > 70:
        rate = 0.5
    return rate + 1


out = df.apply(rated, axis=1)
