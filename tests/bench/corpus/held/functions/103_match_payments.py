"""A bookkeeper of a housing cooperative assigns bank payments to open invoices.

expect: faster
about: scan of all invoices per payment and a growing list of settled ones; set and dict by number
"""

# %% function
import re


def clean(name):
    name = name.lower().strip()
    name = name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"\s+", " ", name)


def match_payments(payments, invoices):
    """payments: (day, payer, cents, purpose); invoices: dicts with number, customer, cents."""
    settled = []
    result = []
    unclear = []
    for day, payer, cents, purpose in payments:
        hit = None
        # 1. the purpose is exactly an invoice number
        for inv in invoices:
            if inv["number"] == purpose.strip() and inv["number"] not in settled:
                hit = inv
                break
        # 2. same customer and same amount, oldest invoice first
        if hit is None:
            for inv in invoices:
                if inv["number"] in settled:
                    continue
                if clean(inv["customer"]) == clean(payer) and inv["cents"] == cents:
                    hit = inv
                    break
        if hit is None:
            unclear.append((day, payer, cents))
        else:
            settled.append(hit["number"])
            result.append((day, hit["number"], cents - hit["cents"]))
    still_open = [inv["number"] for inv in invoices if inv["number"] not in settled]
    return result, unclear, still_open


# %% calls
import random

r = random.Random(31)
SURNAMES = ["Müller", "Groß", "Schäfer", "Köhler", "Yılmaz", "Weiß", "Kowalski", "Hübner", "Ott"]
FIRST = ["Anna", "Jörg", "Ece", "Paul", "Käthe", "Ulf", "Marie"]


def month(n):
    people = [f"{r.choice(FIRST)} {r.choice(SURNAMES)}" for _ in range(max(1, n // 3))]
    invoices = [
        {"number": f"R-{2000 + k}", "customer": r.choice(people), "cents": r.choice(range(9900, 99000, 4950))}
        for k in range(n)
    ]
    payments = []
    for inv in r.sample(invoices, int(n * 0.85)):
        kind = r.random()
        payer = inv["customer"] if r.random() < 0.7 else inv["customer"].upper() + " "
        purpose = inv["number"] if kind < 0.5 else r.choice(["Miete", "Nebenkosten 2022", "", "Danke!"])
        cents = inv["cents"] if kind < 0.93 else inv["cents"] - 100
        payments.append((f"2023-04-{r.randint(1, 30):02d}", payer, cents, purpose))
    return payments, invoices


ENTRY = "match_payments"
CALLS = [
    month(520),
    month(330),
    ([], []),
    ([("2023-01-02", "Jörg Ott", 5000, "R-1")], [{"number": "R-1", "customer": "x", "cents": 5100}]),
    month(12),
]
