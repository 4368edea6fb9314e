"""Student looks for the longest Collatz chain below a limit.

family: python
small: limit = 300
"""
# %% setup
limit = 8_000_000
# %% cell
steps = {1: 0}
best, longest = 1, 0
for start in range(2, limit):
    value, count = start, 0
    while value >= start:
        value = value // 2 if value % 2 == 0 else 3 * value + 1
        count += 1
    steps[start] = count + steps[value]
    if steps[start] > longest:
        best, longest = start, steps[start]
print(best, longest)
