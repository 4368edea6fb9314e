"""First-semester exercise: sort (name, score) by score, highest first.

expect: faster
about: hand-written bubble sort; the stable built-in sort gives the same order
"""
# %% function
def sort_scores(entries):
    result = list(entries)
    n = len(result)
    for i in range(n):
        swapped = False
        for j in range(0, n - i - 1):
            if result[j][1] < result[j + 1][1]:
                tmp = result[j]
                result[j] = result[j + 1]
                result[j + 1] = tmp
                swapped = True
        if not swapped:
            break
    return result

# %% calls
import random
_r = random.Random(14)


def _e(n):
    return [("pupil%d" % i, _r.randrange(0, 101)) for i in range(n)]


ENTRY = "sort_scores"
CALLS = [(_e(40),), (_e(200),), (_e(400),), ([],), ([("a", i) for i in range(300, 0, -1)],)]
