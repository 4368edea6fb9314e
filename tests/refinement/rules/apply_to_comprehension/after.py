import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "text": ["one two", "three", "four five six", "", "Seven"],
        "code": ["7", "12", "3", "40", "5"],
        "qty": [1, 2, 3, 4, 5],
        "price": [1.5, 2.25, 3.0, 4.125, 5.5],
    }
)
prices = df["price"]
# %% short work on texts
if len(df["text"]):
    df["words"] = [len(t.split()) for t in df["text"].tolist()]
else:
    df["words"] = df["text"].apply(lambda t: len(t.split()))
# %% a function of the user's, into another frame
def initial(text):
    words = text.split()
    return words[0][0] if words else "-"


out = pd.DataFrame({"qty": df["qty"]})
if len(df["text"]):
    out["initial"] = pd.Series([initial(text) for text in df["text"].tolist()], index=df.index, name="text")
else:
    out["initial"] = df["text"].map(initial)
# %% numbers written as texts, within an expression
labels = (pd.Series([f"{p:.1f} EUR" for p in df["price"].tolist()], index=df.index, name="price") if len(df["price"]) else df["price"].apply(lambda p: f"{p:.1f} EUR")).str.upper()
# %% a column by its name
if len(prices):
    rounded = pd.Series([round(p, 1) for p in prices.tolist()], index=prices.index, name=prices.name)
else:
    rounded = prices.apply(lambda p: round(p, 1))
# %% a column that the cell makes
if len(df["code"]):
    df["number"] = [int(c) * 2 for c in df["code"].tolist()]
else:
    df["number"] = df["code"].apply(lambda c: int(c) * 2)
if len(df["number"]) and df["number"].dtype == "int64":
    df["tens"] = [f"{n // 10}x" for n in df["number"].tolist()]
else:
    df["tens"] = df["number"].apply(lambda n: f"{n // 10}x")
