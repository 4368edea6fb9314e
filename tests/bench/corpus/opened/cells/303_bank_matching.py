"""A bookkeeper matches payments on the bank statement with open invoices.

expect: faster
about: iterrows inside iterrows with amount and reference checks; index the invoices by number or amount
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(303)
n = 140
customers = ["Bäckerei Huber", "Hotel Krone", "Autohaus Süd", "Praxis Dr. Weiß", "Café Größenwahn"]
invoices = pd.DataFrame(
    {
        "number": [f"RE{2024000 + k}" for k in range(n)],
        "customer": rng.choice(customers, n),
        "amount": rng.integers(1500, 90000, n) / 100,
    }
)
rows = []
for k in rng.permutation(n)[:120]:
    inv = invoices.iloc[int(k)]
    how = rng.integers(0, 5)
    text = f"Rechnung {inv['number']} danke" if how < 3 else f"Überweisung {inv['customer']}"
    amount = inv["amount"] if how != 1 else round(inv["amount"] * 0.98, 2)
    rows.append({"date": f"2024-03-{int(rng.integers(1, 29)):02d}", "text": text, "paid": amount})
for k in range(30):
    rows.append({"date": "2024-03-30", "text": "Gebühren", "paid": -float(rng.integers(1, 40))})
bank = pd.DataFrame(rows)

# %% cell
matches = []
unmatched = []
for i, payment in bank.iterrows():
    found = None
    if payment["paid"] > 0:
        # 1. the invoice number is in the text
        for j, inv in invoices.iterrows():
            if inv["number"] in payment["text"]:
                found = (inv["number"], "number")
                break
        # 2. otherwise same customer and exactly the same amount
        if found is None:
            for j, inv in invoices.iterrows():
                if inv["customer"] in payment["text"] and abs(inv["amount"] - payment["paid"]) < 0.005:
                    found = (inv["number"], "amount")
                    break
    if found is None:
        unmatched.append(i)
    else:
        due = invoices.loc[invoices["number"] == found[0], "amount"].iloc[0]
        matches.append((i, found[0], found[1], round(payment["paid"] - due, 2)))

matches = pd.DataFrame(matches, columns=["bank_row", "invoice", "how", "difference"])
open_invoices = invoices[~invoices["number"].isin(matches["invoice"])]
print(len(matches), "matched,", len(unmatched), "not matched,", len(open_invoices), "still open")
print(matches["how"].value_counts())
print("discounts taken:", matches["difference"].sum().round(2))
