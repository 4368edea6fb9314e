_sums = visits.groupby("cust")[["won", "asked"]].sum()
ratio = _sums["won"] / _sums["asked"]
del _sums
print(ratio.describe().round(4).to_dict())
