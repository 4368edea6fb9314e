"""Bank trainee accrues interest with rounding each day.

expect: nothing
about: sequential recurrence in Decimal with half-even rounding per step; no vectorised form has the same cents
"""
# %% setup
from decimal import Decimal, ROUND_HALF_EVEN

rates = [Decimal("0.0213"), Decimal("0.0188"), Decimal("0.0241"), Decimal("0.0307")]
cent = Decimal("0.01")
# %% cell
balance = Decimal("10000.00")
top = balance
for day in range(120000):
    interest = (balance * rates[day // 90 % 4] / 360).quantize(cent, rounding=ROUND_HALF_EVEN)
    balance += interest
    if balance > 50000:
        balance -= Decimal("39999.37")
    top = max(top, balance)
print(balance, top)
