"""An accountant checks repayment plans to the cent, with the bank's rounding.

expect: nothing
about: exact decimal arithmetic where each month hangs on the rounded one before
"""

# %% function
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
TWELVE_HUNDRED = Decimal(1200)


def repayment_plans(loans):
    """loans: (principal, yearly rate in %, monthly instalment) as strings."""
    totals = []
    for principal, rate, instalment in loans:
        rest = Decimal(principal)
        rate = Decimal(rate)
        pay = Decimal(instalment)
        interest_sum = Decimal(0)
        months = 0
        while rest > 0 and months < 600:
            interest = (rest * rate / TWELVE_HUNDRED).quantize(CENT, ROUND_HALF_UP)
            interest_sum += interest
            rest += interest
            rest -= min(pay, rest)
            months += 1
        totals.append((months, str(interest_sum), str(rest)))
    return totals


# %% calls
import random

r = random.Random(4)


def portfolio(n):
    loans = []
    for _ in range(n):
        p = r.randrange(20000, 400000, 500)
        loans.append((f"{p}.00", f"{r.randint(80, 520) / 100:.2f}", f"{p * r.uniform(0.0045, 0.009):.2f}"))
    return loans


ENTRY = "repayment_plans"
CALLS = [(portfolio(500),), (portfolio(260),), ([],), ([("0.00", "3.1", "10")],), (portfolio(5),)]
