"""Data steward normalises street addresses.

expect: faster
about: many re.sub calls per row for values that repeat a lot
"""
# %% setup
import random
import re
import pandas as pd

random.seed(69)
streets = ["Haupt Str.", "Bahnhofstraße", "Rue de l'Église", "C/ Mayor", "Am  Markt", "Zum Bergstr.", "Lindenallee"]
addresses = pd.DataFrame({"raw": [f"{random.choice(streets)} {random.randint(1, 60)}{random.choice(['', 'a', ' b', ' - 3'])}" for _ in range(10000)]})
addresses.loc[::501, "raw"] = None
# %% cell
def normalise(text):
    if text is None or text != text:
        return "unknown"
    text = text.strip().lower()
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"str\.", "straße", text)
    text = re.sub(r"(\w)strasse\b", r"\1straße", text)
    text = re.sub(r"(\d+)\s+([a-z])$", r"\1\2", text)
    text = re.sub(r"(\d+)\s*-\s*(\d+)", r"\1-\2", text)
    text = re.sub(r"[^\w\s'/-]", "", text)
    return text

result = []
for i, row in addresses.iterrows():
    result.append(normalise(row["raw"]))
addresses["clean"] = result
addresses["house"] = addresses["clean"].apply(lambda s: re.search(r"(\d+)", s).group(1) if re.search(r"(\d+)", s) else "")
print(addresses["clean"].nunique(), "different,", (addresses["clean"] == "unknown").sum(), "unknown")
addresses["house"].value_counts().sort_index().head(4)
