_ends = trips[["lat0", "lon0", "lat1", "lon1"]].to_numpy(dtype=float).T
with np.errstate(invalid="ignore"):
    _p1, _dlam = np.radians(_ends[0]), np.radians(_ends[3] - _ends[1])
    _p2 = np.radians(_ends[2])
    _a = np.sin((_p2 - _p1) / 2) ** 2 + np.cos(_p1) * np.cos(_p2) * np.sin(_dlam / 2) ** 2
    _half = np.arcsin(np.sqrt(_a))
if np.isfinite(_half).all():
    lengths = (2 * 6371.0088 * _half).tolist()
else:  # numpy doesn't mind what the helper refuses
    lengths = list(map(haversine, *_ends.tolist()))
speeds = [_km / (_m / 60) for _km, _m in zip(lengths, trips["minutes"].tolist())]
_rows = map(float.__floor__, (trips["lat0"] / 0.05).tolist())
_columns = map(float.__floor__, (trips["lon0"] / 0.05).tolist())
cells = [f"{_y}:{_x}" for _y, _x in zip(_rows, _columns)]
for idx, r in trips.tail(1).iterrows():
    km = lengths[-1]
del _ends, _p1, _p2, _dlam, _a, _half, _rows, _columns
trips["km"] = lengths
trips["kmh"] = speeds
trips["cell"] = cells

# suspicious ones
fast = trips[trips["kmh"] > 45]
print(len(fast), "trips look too fast")
by_member = trips.groupby("member")["km"].median()
print(by_member.round(4).to_dict())
trips["cell"].value_counts().head(3)
