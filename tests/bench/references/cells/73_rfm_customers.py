now = pd.Timestamp("2024-01-01")
_codes, _cids = pd.factorize(buys["cid"].to_numpy())
_by = buys.groupby(_codes)
_recency = (now - _by["when"].max()).dt.days.tolist()
_money = _by["cents"].sum().to_numpy()
customers = []
for cid, recency, frequency, money in zip(_cids, _recency, np.bincount(_codes).tolist(), _money):
    if recency < 60:
        r = 3
    elif recency < 150:
        r = 2
    else:
        r = 1
    if frequency > 25:
        f = 3
    elif frequency > 15:
        f = 2
    else:
        f = 1
    customers.append({"cid": cid, "recency": recency, "frequency": frequency, "money": money, "score": f"{r}{f}"})
if customers:
    mine = buys[buys["cid"] == cid]
    last = mine["when"].max()
del _codes, _cids, _by, _recency, _money
rfm = pd.DataFrame(customers).sort_values("cid").reset_index(drop=True)
print(rfm["score"].value_counts().sort_index().to_dict())
rfm.head()
