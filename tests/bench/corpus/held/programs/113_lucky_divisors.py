"""A pupil prints how many divisors the lottery numbers of the year have.

expect: faster
about: trial of every number up to n, for repeated numbers again; up to the root, keep results
"""

# %% program
def divisors(n):
    found = []
    for d in range(1, n + 1):
        if n % d == 0:
            found.append(d)
    return found


weeks = int(input())
best_week = 0
most = -1
for week in range(1, weeks + 1):
    numbers = input().split()
    s = 0
    perfect = 0
    for number in numbers:
        s += len(divisors(int(number)))
        if sum(divisors(int(number))) == 2 * int(number):
            perfect += 1
    print("week", week, "divisors", s, "perfect", perfect)
    if s > most:
        most = s
        best_week = week
print("best week", best_week)

# %% inputs
import random

r = random.Random(64)


def year(weeks, top):
    lines = [str(weeks)]
    for _ in range(weeks):
        lines.append(" ".join(str(r.choice([6, 28, 496, r.randint(1, top)])) for _ in range(6)))
    return "\n".join(lines) + "\n"


INPUTS = [year(2, 49), year(0, 1), year(1, 99), year(20, 400), year(104, 60000)]
