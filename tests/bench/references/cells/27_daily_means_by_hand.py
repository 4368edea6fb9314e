_codes, _dates = pd.factorize(met["when"].dt.normalize(), use_na_sentinel=False)
days = [_date.strftime("%Y-%m-%d") for _date in _dates]
met["day"] = np.array(days, dtype=object)[_codes] if days else met["when"]

_t = met["t"].groupby(_codes)
tmax = list(_t.max().to_numpy())
tmin = list(_t.min().to_numpy())
rain = [0] * len(days)
_hours = [set() for _ in days]
for _code, _mm, _hour in zip(_codes.tolist(), met["rain"].tolist(), met["when"].dt.hour.tolist()):
    rain[_code] += _mm
    if _mm > 0:
        _hours[_code].add(_hour)
wet_hours = [len(_each) for _each in _hours]
for d in days[-1:]:
    today = met[met["day"] == d]
    total = rain[-1]
    hours = _hours[-1]
    for _, r in today.tail(1).iterrows():
        pass
del _codes, _dates, _t, _hours
daily = pd.DataFrame({"day": days, "tmax": tmax, "tmin": tmin, "rain": rain, "wet_hours": wet_hours})
print(daily["rain"].sum(), "mm")
daily.head(3)
