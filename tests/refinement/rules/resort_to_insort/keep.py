CALLS = [([5, 3, 9, 1, 5, 7, 0, 2],), ([],)]
STDIN = ["7 3 5 3\n"]
# %% floats, among which may be a NaN [program]
left = [float(x) for x in input().split()]
while len(left) > 1:
    left.sort()
    left.append(left.pop(0) + left.pop(0))
    left.pop()
print(left)
# %% the last is looked at before the next sorting [function last]
def last(numbers):
    kept = [1, 2]
    seen = []
    for x in range(10):
        kept.sort()
        kept.pop(0)
        kept.append(x % 3)
        seen.append(kept[-1])
    return seen
# %% the list is seen afterwards, its last element out of order [function left]
def left(numbers):
    kept = [1, 2, 3]
    for x in range(10):
        kept.sort()
        kept.pop(0)
        kept.append(x % 3)
    return kept
# %% it goes by another name too [function shared]
def shared(numbers):
    kept = [1, 2, 3]
    all_lists = {"kept": kept}
    for x in range(10):
        kept.sort()
        kept.pop(0)
        kept.append(x % 3)
    return all_lists
# %% it was the caller's [function given]
def given(numbers):
    while len(numbers) > 1:
        numbers.sort()
        numbers.pop(0)
        numbers.pop(0)
        numbers.append(-1)
    return None
# %% greatest first [function greatest]
def greatest(numbers):
    kept = [1, 2, 3]
    total = 0
    for x in range(10):
        kept.sort(reverse=True)
        total += kept.pop(0)
        kept.append(x % 3)
    return total
# %% texts and numbers, which have no order [function mixed]
def mixed(numbers):
    kept = [1, 2, 3]
    total = 0
    for x in range(3):
        kept.sort(key=str)
        total += kept.pop(0)
        kept.append(x % 3)
    return total
