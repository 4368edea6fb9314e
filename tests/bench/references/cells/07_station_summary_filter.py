_codes, _names = pd.factorize(gauges["gauge"], use_na_sentinel=False)
_order = sorted(range(len(_names)), key=list(_names).__getitem__)
_by = gauges.groupby(_codes)
_level = _by["level"]
_n, _known = _by.size().to_numpy(), _level.count().to_numpy()
_max, _min = _level.max().to_numpy(), _level.min().to_numpy()
_since = _by["year"].min().to_numpy()
summary = []
for _k in _order:
    g = _names[_k]
    count = int(_n[_k])
    highest = _max[_k]
    lowest = _min[_k]
    missing = _n[_k] - _known[_k]
    first_year = _since[_k]
    summary.append({
        "gauge": g,
        "n": count,
        "max": highest,
        "min": lowest,
        "range": highest - lowest,
        "missing": missing,
        "since": first_year,
    })
del _codes, _names, _order, _by, _level, _n, _known, _max, _min, _since
summary = pd.DataFrame(summary)
print(summary.shape)
summary.sort_values("range", ascending=False, kind="stable").head(10)
