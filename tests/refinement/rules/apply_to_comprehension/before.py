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
df["words"] = df["text"].apply(lambda t: len(t.split()))
# %% a function of the user's, into another frame
def initial(text):
    words = text.split()
    return words[0][0] if words else "-"


out = pd.DataFrame({"qty": df["qty"]})
out["initial"] = df["text"].map(initial)
# %% numbers written as texts, within an expression
labels = df["price"].apply(lambda p: f"{p:.1f} EUR").str.upper()
# %% a column by its name
rounded = prices.apply(lambda p: round(p, 1))
# %% a column that the cell makes
df["number"] = df["code"].apply(lambda c: int(c) * 2)
df["tens"] = df["number"].apply(lambda n: f"{n // 10}x")
