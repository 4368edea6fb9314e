"""Recreational mathematician: for each query limit, which start below it gives the longest hailstone (3n+1) walk, and how long?

expect: faster
about: walks are followed to the end for every start and again for every query; lengths already known can be reused
"""
# %% program
def walk(n):
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps = steps + 1
    return steps


t = int(input())
for _ in range(t):
    limit = int(input())
    best_start = 1
    best = 0
    for start in range(1, limit):
        w = walk(start)
        if w > best:
            best = w
            best_start = start
    print(best_start, best)
# %% inputs
INPUTS = ["2\n2\n10\n", "4\n50\n700\n10\n1000\n", "5\n9000\n12000\n3000\n30\n14000\n"]
