"""Puzzle lover: counts happy numbers below a limit.

expect: faster
about: seen kept in a list, digits through strings with a growing sum, cycles walked again for every number; a memo or a digit-sum table helps
"""
# %% function
def digit_square_sum(n):
    total = 0
    for d in str(n):
        total += int(d) ** 2
    return total


def is_happy(n):
    seen = []
    while n != 1 and n not in seen:
        seen.append(n)
        n = digit_square_sum(n)
    return n == 1


def count_happy(limit):
    happy = []
    for n in range(1, limit + 1):
        if is_happy(n):
            happy.append(n)
    return len(happy), happy[-1] if happy else None

# %% calls
ENTRY = "count_happy"
CALLS = [(10,), (500,), (2000,), (0,), (1234,)]
