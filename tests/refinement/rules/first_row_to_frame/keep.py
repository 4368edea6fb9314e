import pandas as pd

words = ["x", "yy", "zzz"]
df = pd.DataFrame({"word": ["w"]})
frames = [df, df]
# %% not from None
for x in words:
    row = pd.DataFrame([{"word": x}])
    df = row if df is None else pd.concat([df, row], ignore_index=True)
# %% labels that are kept
out = None
for x in words:
    row = pd.DataFrame([{"word": x}])
    out = row if out is None else pd.concat([out, row])
# %% a label of its own
out = None
for x in words:
    row = pd.DataFrame({"word": x}, index=[0])
    out = row if out is None else pd.concat([out, row], ignore_index=True)
# %% frames of several rows
out = None
for part in frames:
    out = part if out is None else pd.concat([out, part], ignore_index=True)
# %% the frame is read in the loop
out = None
for x in words:
    row = pd.DataFrame([{"word": x, "n": 0 if out is None else len(out)}])
    out = row if out is None else pd.concat([out, row], ignore_index=True)
# %% the row is seen afterwards
out = None
for x in words:
    row = pd.DataFrame([{"word": x}])
    out = row if out is None else pd.concat([out, row], ignore_index=True)
print(row)
# %% another row first
out = None
for x in words:
    out = pd.DataFrame([{"word": x}]) if out is None else pd.concat([out, pd.DataFrame([{"word": x + x}])], ignore_index=True)
