words = ["to", "be", "or", "not", "to", "be"]
counts = (3, 1, 4, 1, 5, 9)
rows = [[1, 2], [3, 4]]
CALLS = [([3, 1, 2],), ([],), ([5, 5],)]
STDIN = ["3 1 2\n", "\n", "7\n"]
# %% only elements
total = 0
for i in range(len(words)):
    total += len(words[i])  # letters
# %% the index too
found = []
for k in range(len(counts)):
    if counts[k] > 2:
        found.append((k, counts[k]))
# %% in a function, twice the same name [function spread]
def spread(values):
    low = high = 0
    for i in range(len(values)):
        if values[i] < low:
            low = values[i]
    for i in range(len(values)):
        if values[i] > high:
            high = values[i]
    return high - low
# %% one in the other
total = 0
for i in range(len(rows)):
    for k in range(len(words)):
        total += rows[i][0] * len(words[k])
# %% in a program [program]
numbers = [int(word) for word in input().split()]
for i in range(len(numbers)):
    print(numbers[i])
