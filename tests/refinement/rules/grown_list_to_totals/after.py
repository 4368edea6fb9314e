prices = [5, 3, 9, 1, 5, 7, 2, 8, 4, 4, 6, 1, 3]
levels = [2.5, float("nan"), 0.5, 8.25, -1.0, 8.25] * 3
CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],)]
STDIN = ["3\n5\n1\n4\n", "0\n", "1\n-2\n"]
# %% means so far
seen = []
means = []
seen_sum = 0
for price in prices:
    seen.append(price)
    seen_sum += price
    means.append(seen_sum / len(seen))  # so far
# %% the greatest and the least so far, in a function [function ranges]
def ranges(items):
    history = []
    found = []
    history_max = None
    history_min = None
    history_sum = 0
    for item in items:
        history.append(item * 2)
        if history_max is None or history[-1] > history_max:
            history_max = history[-1]
        if history_min is None or history[-1] < history_min:
            history_min = history[-1]
        history_sum += history[-1]
        found.append((history_max, history_min, history_sum))
    return found
# %% asked before the first one is there [function records]
def records(items):
    history = []
    count = 0
    history_max = None
    for item in items:
        if item % 2:
            if len(history) > 0 and item > (history_max if history else max(history)):
                count += 1
            history.append(item)
            if history_max is None or item > history_max:
                history_max = item
    return count, history
# %% floats, and a NaN among them
highs = []
kept = []
kept_max = None
for level in levels:
    kept.append(level)
    if kept_max is None or level > kept_max:
        kept_max = level
    highs.append(kept_max)
# %% a program [program]
n = int(input())
numbers = []
numbers_sum = 0
numbers_max = None
for _ in range(n):
    numbers.append(int(input()))
    numbers_sum += numbers[-1]
    if numbers_max is None or numbers[-1] > numbers_max:
        numbers_max = numbers[-1]
    print(numbers_sum, numbers_max)
