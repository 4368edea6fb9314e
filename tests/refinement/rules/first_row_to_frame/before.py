import pandas as pd

words = ["x", "yy", "zzz"]
none: list[str] = []
# %% a statement
df = None
for x in words:
    row = pd.DataFrame({"word": [x], "n": [len(x)]})
    if df is None:
        df = row
    else:
        df = pd.concat([df, row], ignore_index=True)
# %% an expression, the other way round
df = None
for x in words:
    if len(x) == 2:
        continue
    df = pd.concat([df, pd.DataFrame([{"word": x}])], ignore_index=True) if df is not None else pd.DataFrame([{"word": x}])
# %% values of several types
df = None
for i, x in enumerate(words):
    row = pd.DataFrame([{"value": x if i == 2 else i / 2 if i else 1, "n": i}])
    df = row if df is None else pd.concat([df, row], ignore_index=True)
# %% nothing to go through
df = None
for x in none:
    row = pd.DataFrame([{"value": x}])
    df = row if df is None else pd.concat([df, row], ignore_index=True)
