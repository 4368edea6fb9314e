"""Savings-bank script: yearly interest with banker's rounding each period.

expect: nothing
about: each period is rounded to cents before the next, no closed form gives the same balance
"""
# %% function
from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")


def balance_after(deposit, rate_percent, years, monthly):
    balance = Decimal(deposit)
    rate = Decimal(rate_percent) / Decimal(1200)
    saving = Decimal(monthly)
    history = []
    for month in range(1, years * 12 + 1):
        interest = (balance * rate).quantize(CENT, rounding=ROUND_HALF_EVEN)
        balance += interest + saving
        if month % 12 == 0:
            history.append(balance)
    return history

# %% calls
ENTRY = "balance_after"
CALLS = [("1000.00", "2.5", 10, "50"), ("0", "0.75", 60, "125.50"), ("250000", "3.05", 600, "-500"), ("5", "1", 0, "1")]
