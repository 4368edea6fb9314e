"""Bookkeeper matches payments to invoices held as records.

expect: faster
about: quadratic join of two lists of dicts
"""
# %% setup
import random
from rates import to_eur

random.seed(16)
invoices = [{"no": f"R{2000 + i}", "cust": f"K{random.randint(1, 400)}", "total": random.randint(1000, 90000)}
            for i in range(1600)]
payments = [{"ref": f"R{2000 + random.randint(0, 1900)}", "cents": random.randint(500, 60000),
             "cur": random.choice(["EUR", "USD", "CHF"])} for _ in range(2200)]
# %% cell
open_items = []
n_paid = 0
for inv in invoices:
    paid = 0.0
    refs = 0
    for pay in payments:
        if pay["ref"] == inv["no"]:
            paid += to_eur(pay["cents"], pay["cur"])
            refs += 1
    if paid >= inv["total"]:
        n_paid += 1
    else:
        open_items.append({"no": inv["no"], "missing": inv["total"] - paid, "payments": refs})

unknown = []
for pay in payments:
    found = False
    for inv in invoices:
        if inv["no"] == pay["ref"]:
            found = True
            break
    if not found:
        unknown.append(pay["ref"])

print(n_paid, "settled,", len(open_items), "open,", len(unknown), "without an invoice")
sum(o["missing"] for o in open_items)
