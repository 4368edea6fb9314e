prices = [5, 3, 9, 1, 5, 7, 2, 8, 4, 4, 6, 1, 3]
levels = [2.5, float("nan"), 0.5, 8.25, -1.0, 8.25] * 3
CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],)]
STDIN = ["3\n5\n1\n4\n", "0\n", "1\n-2\n"]
# %% means so far
seen = []
means = []
for price in prices:
    seen.append(price)
    means.append(sum(seen) / len(seen))  # so far
# %% the greatest and the least so far, in a function [function ranges]
def ranges(items):
    history = []
    found = []
    for item in items:
        history.append(item * 2)
        found.append((max(history), min(history), sum(history)))
    return found
# %% asked before the first one is there [function records]
def records(items):
    history = []
    count = 0
    for item in items:
        if item % 2:
            if len(history) > 0 and item > max(history):
                count += 1
            history.append(item)
    return count, history
# %% floats, and a NaN among them
highs = []
kept = []
for level in levels:
    kept.append(level)
    highs.append(max(kept))
# %% a program [program]
n = int(input())
numbers = []
for _ in range(n):
    numbers.append(int(input()))
    print(sum(numbers), max(numbers))
