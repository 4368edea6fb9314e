"""Ex-Java programmer joins orders to customers held as lists of dicts.

expect: faster
about: linear search through all customers for every order; an index by id (first one wins) does it
"""
# %% function
class CustomerService:
    def __init__(self, customers):
        self.customers = customers

    def findById(self, customerId):
        for customer in self.customers:
            if customer["id"] == customerId:
                return customer
        return None


def enrichOrders(orders, customers):
    service = CustomerService(customers)
    enriched = []
    for order in orders:
        customer = service.findById(order["customer_id"])
        entry = dict(order)
        if customer is not None:
            entry["name"] = customer["name"]
            entry["city"] = service.findById(order["customer_id"]).get("city", "n/a")
        else:
            entry["name"] = "UNKNOWN"
            entry["city"] = "n/a"
        enriched.append(entry)
    return enriched

# %% calls
import random
_r = random.Random(74)


def _cust(n):
    out = [{"id": i, "name": "Müller %d" % i} for i in range(n)]
    for c in out[::3]:
        c["city"] = "Köln"
    out += [{"id": 1, "name": "Dup"}]
    _r.shuffle(out)
    return out


def _ord(n, m):
    return [{"no": i, "customer_id": _r.randrange(m + 5)} for i in range(n)]


ENTRY = "enrichOrders"
CALLS = [(_ord(10, 5), _cust(5)), (_ord(300, 200), _cust(200)), (_ord(400, 500), _cust(500)), ([], [])]
