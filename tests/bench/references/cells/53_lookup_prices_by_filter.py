# add name and amounts to each line
_skus = lines["sku"].tolist()
_first = {}
for _at, _sku in enumerate(products["sku"].tolist()):
    if _sku == _sku:  # what is missing is like nothing, itself included
        _first.setdefault(_sku, _at)
_at = np.array([_first.get(_sku, -1) for _sku in _skus], dtype=np.int64)
_found = np.flatnonzero(_at >= 0)
not_found = len(lines) - len(_found)
names = np.full(len(lines), "?", dtype=object)
names[_found] = np.array(products["name"].tolist(), dtype=object)[_at[_found]]
names = names.tolist()
net, gross = [0] * len(lines), [0] * len(lines)
_cents = (products["cents"].to_numpy()[_at[_found]] * lines["qty"].to_numpy()[_found]).tolist()
_vat = products["vat"].to_numpy()[_at[_found]].tolist()
for _line, amount, _rate in zip(_found.tolist(), map(int, _cents), _vat):
    net[_line] = amount
    # integer cents, rounded down
    gross[_line] = amount * (100 + int(_rate)) // 100
for _line in _at[_found[-1:]].tolist():
    p = products.iloc[_line]
for index, line in lines.tail(1).iterrows():
    match = products[products["sku"] == line["sku"]]
del _skus, _first, _at, _found, _cents, _vat
lines["name"] = names
lines["net"] = net
lines["gross"] = gross
print(f"{not_found} lines without a product")
print("total", lines["gross"].sum())
lines.head()
