_p1, _p2 = np.radians(trips["lat0"].to_numpy()), np.radians(trips["lat1"].to_numpy())
_dlam = np.radians((trips["lon1"] - trips["lon0"]).to_numpy())
_a = np.sin((_p2 - _p1) / 2) ** 2 + np.cos(_p1) * np.cos(_p2) * np.sin(_dlam / 2) ** 2
lengths = (2 * 6371.0088 * np.arcsin(np.sqrt(_a))).tolist()
speeds = [_km / (_m / 60) for _km, _m in zip(lengths, trips["minutes"].tolist())]
_rows = map(float.__floor__, (trips["lat0"] / 0.05).tolist())
_columns = map(float.__floor__, (trips["lon0"] / 0.05).tolist())
cells = [f"{_y}:{_x}" for _y, _x in zip(_rows, _columns)]
for idx, r in trips.tail(1).iterrows():
    km = lengths[-1]
del _p1, _p2, _dlam, _a, _rows, _columns
trips["km"] = lengths
trips["kmh"] = speeds
trips["cell"] = cells

# suspicious ones
fast = trips[trips["kmh"] > 45]
print(len(fast), "trips look too fast")
by_member = trips.groupby("member")["km"].median()
print(by_member.round(4).to_dict())
trips["cell"].value_counts().head(3)
