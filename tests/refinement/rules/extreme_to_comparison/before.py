CALLS = [([3, 1, 2], [2, 7, 7]), ([], []), ([5], [5]), ([-4, 2, 9, 9], [1, 2, 3, 4])]
STDIN = ["5 3 8 1", "", "2 2"]
data = [5, 3, 9, 1, 5.0, True, 7, 2, 8]
second = [1, 1, 2, 2.0, float("nan"), 0, -1, 3, 3]
# %% the largest so far
best = low = 0
for x in data:
    best = max(best, x)
    low = min(x % 4, low)  # kept where equal
# %% two of a list, in an expression
total = 0
picked = [max(x, 3) for x in data]
for i in range(len(data)):
    total += min(picked[i], second[i]) * 2
# %% dynamic programming [function best]
def best(values, weights):
    room = 12
    table = [0] * (room + 1)
    for value, weight in zip(values, weights):
        for at in range(room, abs(weight) - 1, -1):
            table[at] = max(table[at], table[at - abs(weight)] + value)
    return table
# %% three ways [function distance]
def distance(a, b):
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                rows[i][j] = rows[i - 1][j - 1]
            else:
                rows[i][j] = 1 + min(rows[i - 1][j], rows[i][j - 1], rows[i - 1][j - 1])
    return rows[-1][-1]
# %% a function that calls itself [function most]
def most(values, weights, at=0):
    if at >= len(values):
        return 0
    return max(most(values, weights, at + 1), values[at] + most(values, weights, at + 2))
# %% in a program [program]
largest = 0
for word in input().split():
    largest = max(largest, int(word))
print(largest)
