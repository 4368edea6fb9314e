words = ["to", "be", "or", "not", "to", "be"]
counts = (3, 1, 4, 1, 5, 9)
CALLS = [([3, 1, 2],), ([],), ([5, 5],)]
STDIN = ["3 1 2\n", "\n", "7\n"]
# %% only elements
total = 0
for i in range(len(words)):
    total += len(words[i])  # letters
# %% the index too
found = []
for i in range(len(counts)):
    if counts[i] > 2:
        found.append((i, counts[i]))
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
# %% one in the other [function products]
def products(values):
    total = 0
    pairs = [(x, -x) for x in values]
    for i in range(len(values)):
        for j in range(len(values)):
            for k in range(len(pairs)):
                total += values[i] * values[j] * pairs[k][1]
    return total
# %% in a program [program]
numbers = [int(word) for word in input().split()]
for i in range(len(numbers)):
    print(numbers[i])
