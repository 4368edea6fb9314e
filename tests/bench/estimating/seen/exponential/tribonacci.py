"""Student compares recursion with a formula for growing k.

family: exponential
small: k = 8
"""
# %% setup
k = 36
# %% cell
def rabbits(months):
    if months < 3:
        return 1
    return rabbits(months - 1) + rabbits(months - 3)

total = 0
for month in range(k, k + 12):
    total += rabbits(month)
total
