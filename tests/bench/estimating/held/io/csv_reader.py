"""Bookkeeper adds up a bank statement line by line.

family: io
small: n = 200
"""
# %% setup
import csv
import io
import random
from datetime import datetime
from decimal import Decimal

n = 1_300_000
r = random.Random(182)
statement = [
    f'{r.randrange(1, 29):02d}.{r.randrange(1, 13):02d}.2024,"Shop {r.randrange(400)}, Inc.",{r.randrange(-90000, 90000) / 100},EUR'
    for _ in range(n)
]
# %% cell
totals = {}
balance = Decimal(0)
for date, partner, amount, currency in csv.reader(statement):
    month = datetime.strptime(date, "%d.%m.%Y").strftime("%Y-%m")
    balance += Decimal(amount)
    totals[month, partner] = totals.get((month, partner), Decimal(0)) + Decimal(amount)
worst = min(totals, key=totals.get)
