'''A web shop's developer sums up a JSON dump of orders and writes a smaller one.

expect: nothing
about: json.loads and json.dumps take the time, the rest is one pass
'''
# %% setup
import json
import random
from collections import Counter

rnd = random.Random(123)
_skus = [f"SKU-{n:04d}" for n in range(400)]
_orders = []
for _k in range(22000):
    _orders.append({
        "id": _k, "country": rnd.choice(["DE", "AT", "CH", "FR", None]), "note": rnd.choice(["", "bitte klingeln", "größere Tüte"]),
        "items": [{"sku": rnd.choice(_skus), "qty": rnd.randrange(1, 5), "cents": rnd.randrange(199, 9999)} for _ in range(rnd.randrange(1, 5))],
    })
dump = json.dumps({"version": 2, "orders": _orders}, ensure_ascii=False)
del _orders

# %% cell
orders = json.loads(dump)["orders"]

sold = Counter()
turnover = Counter()
for order in orders:
    cents = 0
    for item in order["items"]:
        sold[item["sku"]] += item["qty"]
        cents += item["qty"] * item["cents"]
    turnover[order["country"] or "unknown"] += cents

slim = json.dumps(
    [{"id": o["id"], "country": o["country"], "n": len(o["items"])} for o in orders],
    separators=(",", ":"),
)
print(dict(sorted(turnover.items())))
print(sorted(sold.items(), key=lambda x: (-x[1], x[0]))[:5], len(slim))
