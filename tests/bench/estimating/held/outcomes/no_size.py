"""Nothing that the cell reads has a size.

family: outcomes
expect: refused
"""
# %% setup
seed = "constant"
# %% cell
total = 0
for i in range(60_000_000):
    total += i ^ 5
print(total)
