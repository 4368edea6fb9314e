_sums = visits.groupby("cust")[["won", "asked"]].sum()
if len(_sums):
    ratio = _sums["won"] / _sums["asked"]
else:  # of no groups, `apply` makes an empty frame
    ratio = visits.groupby("cust").apply(lambda g: g["won"].sum() / g["asked"].sum())
del _sums
print(ratio.describe().round(4).to_dict())
