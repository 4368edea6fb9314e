import pandas as pd

words = ["x", "yy", "zzz"]
none: list[str] = []
# %% a statement
df = None
df_rows = []
for x in words:
    df_rows.append({"word": x, "n": len(x)})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(r.values() for r in df_rows))):
    df = pd.DataFrame(df_rows)
else:
    for df_row in df_rows:
        df = pd.DataFrame([df_row]) if df is None else pd.concat([df, pd.DataFrame([df_row])], ignore_index=True)
# %% an expression, the other way round
df = None
df_rows = []
for x in words:
    if len(x) == 2:
        continue
    df_rows.append({"word": x})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(r.values() for r in df_rows))):
    df = pd.DataFrame(df_rows)
else:
    for df_row in df_rows:
        df = pd.DataFrame([df_row]) if df is None else pd.concat([df, pd.DataFrame([df_row])], ignore_index=True)
# %% values of several types
df = None
df_rows = []
for i, x in enumerate(words):
    df_rows.append({"value": x if i == 2 else i / 2 if i else 1, "n": i})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(r.values() for r in df_rows))):
    df = pd.DataFrame(df_rows)
else:
    for df_row in df_rows:
        df = pd.DataFrame([df_row]) if df is None else pd.concat([df, pd.DataFrame([df_row])], ignore_index=True)
# %% nothing to go through
df = None
df_rows = []
for x in none:
    df_rows.append({"value": x})
if df_rows and all(len(set(map(type, values))) == 1 for values in zip(*(r.values() for r in df_rows))):
    df = pd.DataFrame(df_rows)
else:
    for df_row in df_rows:
        df = pd.DataFrame([df_row]) if df is None else pd.concat([df, pd.DataFrame([df_row])], ignore_index=True)
