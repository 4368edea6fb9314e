names = ["b", "a", "b", "c"]
shares = [0.5, float("nan"), 0.5]
CALLS = [(["b", "a", "b", "c", "b"],)]
# %% records from elsewhere [function given]
def given(words, records=[]):
    for word in words:
        found = False
        for record in records:
            if record["word"] == word:
                record["n"] += 1
                found = True
        if not found:
            records.append({"word": word, "n": 1})
    return len(records)
# %% the field itself changes
records = []
for name in names:
    found = False
    for record in records:
        if record["name"] == name:
            record["name"] = name + "!"
            found = True
    if not found:
        records.append({"name": name})
# %% another key is put in
records = []
other = "z"
for name in names:
    found = False
    for record in records:
        if record["name"] == name:
            record["n"] += 1
            found = True
    if not found:
        records.append({"name": other, "n": 1})
# %% floats, of which one is NaN
records = []
for share in shares:
    found = False
    for record in records:
        if record["share"] == share:
            record["n"] += 1
            found = True
    if not found:
        records.append({"share": share, "n": 1})
# %% the list is used otherwise
records = []
for name in names:
    found = False
    for record in records:
        if record["name"] == name:
            record["n"] += len(records)
            found = True
    if not found:
        records.append({"name": name, "n": 1})
# %% a record is put in whatever was found
records = []
for name in names:
    for record in records:
        if record["name"] == name:
            record["n"] += 1
    records.append({"name": name, "n": 1})
# %% the record is read after the search
records = []
for name in names:
    found = False
    for record in records:
        if record["name"] == name:
            record["n"] += 1
            found = True
    if not found:
        records.append({"name": name, "n": 1})
    else:
        print(record["n"])
# %% a search for something else
records = []
for name in names:
    found = False
    for record in records:
        if record["name"] >= name:
            record["n"] += 1
            found = True
    if not found:
        records.append({"name": name, "n": 1})
# %% records that another list holds too
records = []
kept = []
for name in names:
    found = False
    for record in records:
        if record["name"] == name:
            kept.append(record)
            found = True
    if not found:
        records.append({"name": name, "n": 1})
# %% a key that the record itself has
records = []
for name in names:
    found = False
    for record in records:
        if record["name"] == record["first"]:
            record["n"] += 1
            found = True
    if not found:
        records.append({"name": name, "first": name, "n": 1})
# %% a key that is worked out
records = []
for name in names:
    found = False
    for record in records:
        if record["name"] == name.upper():
            record["n"] += 1
            found = True
    if not found:
        records.append({"name": name.upper(), "n": 1})
