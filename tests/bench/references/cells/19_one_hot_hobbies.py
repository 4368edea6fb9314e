cats = sorted(set(survey["hobby"].tolist()))
encoded = survey[["person", "age"]].copy()
_hobby = pd.Index(cats).get_indexer(survey["hobby"])
for c in cats:
    col = (_hobby == len(encoded.columns) - 2).astype("int64")
    encoded["hobby_" + c] = col
for idx in survey.index[-1:]:
    col = col.tolist()
del _hobby

# check: every person has exactly one
total = 0
for c in cats:
    total += encoded["hobby_" + c].sum()
assert total == len(survey)
print(list(encoded.columns))
encoded.tail()
