counts = [5, 3, 9, -1, 5, 7, 0, 2]
ratios = [0.5, 1.5, 0.1, 0.7]
window = 3
# %% floats
sums = [sum(ratios[i:i + 2]) for i in range(3)]
# %% once
total = sum(counts[1:4])
# %% the list changes
for i in range(len(counts)):
    counts[i] = sum(counts[i:i + window])
# %% a step
sums = [sum(counts[i:i + window:2]) for i in range(4)]
# %% the list is another each time
sums = []
for row in [counts, counts[::-1]]:
    sums.append(sum(row[1:4]))
# %% sum is something else
sum = max
sums = [sum(counts[i:i + window]) for i in range(4)]
# %% an end that costs something
sums = [sum(counts[i:counts.index(7)]) for i in range(4)]
# %% all of it
sums = [sum(counts[:]) for i in range(4)]
# %% the part changes before it is summed
found = []
for i in range(len(counts)):
    part = counts[i:]
    part.append(1)
    found.append(sum(part))
# %% a row changes
table = [[1, 2, 3], [4, 5, 6]]
found = []
for a in range(2):
    for row in table:
        row[0] += 1
    found.append(sum(table[1][a:]))
