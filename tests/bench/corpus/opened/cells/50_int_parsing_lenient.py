"""Digital humanities student converts page numbers as they were typed.

expect: nothing
about: int() accepts padding, underscores and other scripts' digits that a vectorised parser refuses; already a plain map
"""
# %% setup
import random

random.seed(50)
def typed(n):
    form = n % 5
    if form == 0:
        return f" {n} "
    if form == 1:
        return f"{n:_}"
    if form == 2:
        return "".join(chr(0x660 + int(c)) for c in str(n))
    if form == 3:
        return f"+{n}"
    return f"{n:08d}\n"
pages = [typed(random.randint(0, 10**6)) for _ in range(300000)]
# %% cell
numbers = list(map(int, pages))
print(len(numbers), max(numbers), sum(numbers))
