'''A credit controller runs the payment plans of a portfolio to see interest and time to the end.

expect: faster
about: month by month for each loan in Python; an expert keeps arrays of all loans and steps the months once
'''
# %% setup
import random

rnd = random.Random(6)
loans = []
for _k in range(2500):
    loans.append((
        f"L{_k:05d}",
        float(rnd.randrange(2000, 90000, 250)),
        rnd.choice([0.0, 0.019, 0.0349, 0.0499, 0.0725, 0.11]),
        float(rnd.choice([150, 250, 320, 500, 900])),
    ))

# %% cell
MAX_MONTHS = 480
results = {}
never = []
for loan_id, principal, rate, payment in loans:
    balance = principal
    interest_total = 0.0
    months = 0
    while balance > 0 and months < MAX_MONTHS:
        interest = balance * rate / 12
        interest_total += interest
        balance = balance + interest - payment
        months += 1
    if balance > 0:
        never.append(loan_id)
    else:
        # last payment was smaller
        results[loan_id] = (months, round(interest_total, 2), round(payment + balance, 2))

total_interest = sum(v[1] for v in results.values())
print(f"{len(results)} loans end, {len(never)} never do within {MAX_MONTHS} months")
print(f"interest: {total_interest:,.2f}")
longest = max(results, key=lambda k: (results[k][0], k))
print("longest:", longest, results[longest])
