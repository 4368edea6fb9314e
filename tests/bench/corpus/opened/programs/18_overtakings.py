"""Marathon timing: runners in starting order with their finishing seconds; for each, how many earlier starters did they pass; print sum and top passer.

expect: faster
about: for each runner all earlier ones are scanned; keep a sorted list and bisect (or merge sort, Fenwick)
"""
# %% program
def passed(i):
    return sum(1 for j in range(i) if finish[j] > finish[i])


n = int(input())
names, finish = [], []
for _ in range(n):
    nm, sec = input().split(',')
    names.append(nm)
    finish.append(int(sec))

res = [passed(i) for i in range(n)]
top = max(range(n), key=lambda i: (res[i], -i))
print(sum(res))
print(names[top], res[top])
print(*res[-10:])
# %% inputs
import random

rng = random.Random(1818)


def make(n):
    rows = [str(n)]
    for i in range(n):
        rows.append(f"runner_{i},{int(rng.gauss(14000, 2500)) + i // 40}")
    return "\n".join(rows)


INPUTS = [make(3), make(250), make(3600)]
