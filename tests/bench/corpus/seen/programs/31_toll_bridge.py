"""Contest (traffic): events 'car t', 'truck t', 'ask'; print the money so far at each ask; every tenth vehicle is free, nights cost double.

expect: faster
about: ordinary code; input() and print() per line with many lines, all at module level; read all at once, collect the answers, work in a function
"""
# %% program
n = int(input())
money = 0
vehicles = 0
for _ in range(n):
    line = input().split()
    if line[0] == "ask":
        print(money)
    else:
        vehicles += 1
        price = 3 if line[0] == "car" else 11
        hour = int(line[1]) // 60 % 24
        if hour < 6 or hour >= 22:
            price *= 2
        if vehicles % 10 == 0:
            price = 0
        money += price
print("total", money)
# %% inputs
import random

rng = random.Random(3131)


def make(n):
    rows = [str(n)]
    t = 0
    for _ in range(n):
        t += rng.randint(0, 3)
        u = rng.random()
        rows.append("ask" if u < 0.35 else f"car {t}" if u < 0.85 else f"truck {t}")
    return "\n".join(rows) + "\n"


INPUTS = [make(5), make(2000), make(210000)]
