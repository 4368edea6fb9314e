import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
num = df[["price", "rate", "qty"]].copy()
parts = [df.iloc[:2], df.iloc[2:5], df.iloc[5:]]


def load(k):
    return pd.DataFrame({"k": [k], "half": [k / 2], "name": ["x"]})
# %% frames of a list
whole = pd.DataFrame()
whole_parts = [whole]
for part in parts:
    whole_parts.append(part)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts)
# %% numbered anew
whole = pd.DataFrame()
whole_parts = [whole]
for part in parts:
    # keep the order
    whole_parts.append(part)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True)
# %% made in the loop
whole = df
whole_parts = [whole]
for k in range(3):
    whole_parts.append(pd.DataFrame({"price": [k * 1.0], "name": ["n"]}))
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts)
# %% made by a function, and worked on before it is added
whole = pd.DataFrame()
whole_parts = [whole]
for k in range(4):
    piece = load(k)
    piece["twice"] = piece["half"] * 4
    whole_parts.append(piece)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True, sort=False)
# %% under a condition
whole = df
whole_parts = [whole]
for part in parts:
    if len(part) > 1:
        whole_parts.append(part)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True)
# %% in a loop in a loop
whole = pd.DataFrame()
whole_parts = [whole]
for name in ["a", "b"]:
    for part in parts:
        piece = part[part["name"] == name].copy()
        piece["share"] = piece["price"] / 2
        whole_parts.append(piece)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True)
# %% doubles dropped in each round
whole = pd.DataFrame()
whole_parts = [whole]
for part in parts:
    whole_parts.append(part)
if len(whole_parts) > 2:
    whole_parts[:-1] = [pd.concat(whole_parts[:-1], ignore_index=True).drop_duplicates(subset=["name"], keep="last")]
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True)
    whole = whole.drop_duplicates(subset=["name"], keep="last")
# %% doubles dropped in place
whole = df
whole_parts = [whole]
for part in parts:
    whole_parts.append(part)
if len(whole_parts) > 2:
    whole_parts[:-1] = [pd.concat(whole_parts[:-1], ignore_index=True).drop_duplicates(subset="name")]
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True)
    whole.drop_duplicates(subset="name", inplace=True)
# %% doubles dropped and rows numbered in one statement
whole = pd.DataFrame()
whole_parts = [whole]
for part in parts:
    if len(part):
        whole_parts.append(part)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts).drop_duplicates(["name"]).reset_index(drop=True)
# %% doubles dropped by all columns, labels kept
whole = df.iloc[:3]
whole_parts = [whole]
for part in parts:
    whole_parts.append(part)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts)
    whole = whole.drop_duplicates()
# %% doubles dropped, then rows numbered
whole = df.iloc[:0]
whole_parts = [whole]
for k in range(1, 7):
    piece = df.iloc[:k].copy()
    whole_parts.append(piece)
if len(whole_parts) > 1:
    whole = pd.concat(whole_parts, ignore_index=True)
    whole = whole.drop_duplicates(subset=["name", "qty"], keep="last")
    whole = whole.reset_index(drop=True)
