"""Programmer books transfers between objects of a class.

family: python
small: n = 300
"""
# %% setup
import random

n = 6_000_000
r = random.Random(165)
transfers = [(r.randrange(5000), r.randrange(5000), r.randrange(1, 900)) for _ in range(n)]
# %% cell
class Account:
    def __init__(self, number):
        self.number = number
        self.balance = 10_000
        self.history = []

    def move(self, amount):
        if self.balance + amount < 0:
            raise ValueError("overdrawn")
        self.balance += amount
        self.history.append(amount)

accounts = {k: Account(k) for k in range(5000)}
refused = 0
for source, target, amount in transfers:
    try:
        accounts[source].move(-amount)
    except ValueError:
        refused += 1
        continue
    accounts[target].move(amount)
richest = max(accounts.values(), key=lambda account: account.balance).number
