"""Bookkeeper replays a journal; refusals are part of the result.

expect: nothing
about: try/except per posting is the protocol: each refusal depends on the balance reached by the ones before
"""
# %% setup
import random
from audit import Ledger

random.seed(44)
journal = [(random.choice("ABCDEFGH") + str(random.randint(1, 60)), random.randint(-9000, 9500)) for _ in range(250000)]
# %% cell
ledger = Ledger()
errors = []
for account, cents in journal:
    try:
        ledger.post(account, cents)
    except ValueError as e:
        errors.append(str(e))
print(len(errors), "refused;", errors[0])
sum(ledger.balance.values())
