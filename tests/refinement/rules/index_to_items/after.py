words = ["to", "be", "or", "not", "to", "be"]
counts = (3, 1, 4, 1, 5, 9)
CALLS = [([3, 1, 2],), ([],), ([5, 5],)]
STDIN = ["3 1 2\n", "\n", "7\n"]
# %% only elements
total = 0
for word in words:
    total += len(word)  # letters
# %% the index too
found = []
for i, count in enumerate(counts):
    if count > 2:
        found.append((i, count))
# %% in a function, twice the same name [function spread]
def spread(values):
    low = high = 0
    for value in values:
        if value < low:
            low = value
    for value in values:
        if value > high:
            high = value
    return high - low
# %% one in the other [function products]
def products(values):
    total = 0
    pairs = [(x, -x) for x in values]
    for value in values:
        for value_2 in values:
            for pair in pairs:
                total += value * value_2 * pair[1]
    return total
# %% in a program [program]
numbers = [int(word) for word in input().split()]
for number in numbers:
    print(number)
