"""First-year student: a gate log lists badge numbers; print how often a badge came for the first time and each repeated badge once, in order of its second showing.

expect: faster
about: two growing lists are searched with `in` for every line; sets do the same
"""
# %% program
number_of_lines = int(input())

already_seen = []
reported = []
first_time = 0

for i in range(number_of_lines):
    badge = input().strip()
    # check if we know this badge
    if badge in already_seen:
        if badge not in reported:
            reported.append(badge)
    else:
        already_seen.append(badge)
        first_time = first_time + 1

print("first time:", first_time)
for i in range(len(reported)):
    print(reported[i])
# %% inputs
import random

rng = random.Random(101)


def make(n, pool):
    lines = [str(n)]
    for _ in range(n):
        lines.append("B%05d" % rng.randrange(pool))
    return "\n".join(lines) + "\n"


INPUTS = [make(5, 4), make(800, 500), make(9000, 6000)]
