CALLS = [([5, 3, 9, -1, 5, 2, 4, 4],), ([],), ([1],), ([2, 1],)]
words = ["ab", "", "c", "ab", "", "def"]
# %% from a copy [function odd]
def odd(numbers):
    result = list(numbers)
    for x in numbers:
        # even ones
        if x % 2 == 0:
            result.remove(x)
    return result
# %% in place, while a copy is gone through [function small]
def small(numbers, limit=4):
    for n in numbers[:]:
        if n > limit or n == -1:
            numbers.remove(n)
    return numbers
# %% in a cell
kept = words.copy()
for w in words:
    if not w:
        kept.remove(w)
