def _tidy(s):
    return " ".join(strip_accents(s).split()).lower().replace(" ,", ",")

_codes, _known = pd.factorize(authors, use_na_sentinel=False)
clean = pd.Series(
    pd.array([_tidy(_s) for _s in _known], dtype="str").take(_codes),
    index=authors.index, name=authors.name,
)
del _tidy, _codes, _known
print(clean.nunique())
clean.value_counts().sort_index().head()
