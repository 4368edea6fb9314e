'''A bookkeeper of a sports club matches the payments of the bank's export with open fees.

expect: faster
about: each payment walks through all open fees and removes from the list; an expert keeps a queue of open fees per member number and amount
'''
# %% setup
import random

rnd = random.Random(55)
_names = ["Özgür", "Weiß", "Lindström", "Müller", "Bauer", "Duarte", "Kowalski", "Jansen"]
fees = []
for _k in range(4200):
    fees.append({
        "invoice": f"R-2024-{_k + 1:05d}",
        "member": rnd.randrange(1000, 2400),
        "amount": rnd.choice([12.5, 25.0, 25.0, 40.0, 7.9, 119.0]),
        "due": f"2024-{rnd.randrange(1, 13):02d}-{rnd.randrange(1, 29):02d}",
    })
_rows = ["date;member;name;amount"]
for _f in rnd.sample(fees, 3600):
    _amount = _f["amount"] if rnd.random() > 0.07 else _f["amount"] - 5
    _euro = f"{_amount:.2f}".replace(".", ",")
    _rows.append(f"{_f['due'][8:]}.{_f['due'][5:7]}.2024; {_f['member']};{rnd.choice(_names)};{_euro}")
bank_csv = "\n".join(_rows) + "\n\n"

# %% cell
payments = []
for line in bank_csv.splitlines()[1:]:
    if line.strip() == "":
        continue
    parts = line.split(";")
    payments.append({"member": int(parts[1]), "name": parts[2], "amount": float(parts[3].replace(",", "."))})

open_fees = sorted(fees, key=lambda f: (f["due"], f["invoice"]))
matched = []
unclear = []
for p in payments:
    hit = None
    for f in open_fees:
        if f["member"] == p["member"] and abs(f["amount"] - p["amount"]) < 0.005:
            hit = f
            break
    if hit is not None:
        open_fees.remove(hit)
        matched.append((hit["invoice"], p["name"], p["amount"]))
    else:
        unclear.append(p)

print("matched:", len(matched), "  unclear:", len(unclear), "  still open:", len(open_fees))
print("sum still open: %.2f" % sum(f["amount"] for f in open_fees))
overdue = [f["invoice"] for f in open_fees if f["due"] < "2024-03-01"]
