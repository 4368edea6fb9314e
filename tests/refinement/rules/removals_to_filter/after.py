CALLS = [([5, 3, 9, -1, 5, 2, 4, 4],), ([],), ([1],), ([2, 1],)]
words = ["ab", "", "c", "ab", "", "def"]
# %% from a copy [function odd]
def odd(numbers):
    # even ones
    result = [x for x in numbers if not (x % 2 == 0)]
    return result
# %% in place, while a copy is gone through [function small]
def small(numbers, limit=4):
    numbers[:] = [n for n in numbers if not (n > limit or n == -1)]
    return numbers
# %% in a cell
kept = [w for w in words if w]
