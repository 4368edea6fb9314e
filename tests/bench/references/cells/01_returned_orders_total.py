_returned = orders["status"] == "returned"
refunded = sum(orders.loc[_returned, "cents"].tolist())
n_returned = int(_returned.sum())
for idx, row in orders.tail(1).iterrows():
    pass
del _returned
print("refunded", refunded, "in", n_returned, "orders")
refunded / n_returned
