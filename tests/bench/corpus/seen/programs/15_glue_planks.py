"""Contest (workshop): gluing planks a and b costs a+b; always glue the two shortest; print total cost and the biggest single cost.

expect: faster
about: the list is sorted again after every step; a heap keeps the order
"""
# %% program
n = int(input())
planks = list(map(int, input().split()))
cost = 0
worst = 0
while len(planks) > 1:
    planks.sort()
    a = planks[0]
    b = planks[1]
    planks = planks[2:]
    planks.append(a + b)
    cost += a + b
    if a + b > worst:
        worst = a + b
print(cost)
print(worst)
# %% inputs
import random

rng = random.Random(1515)


def make(n):
    return f"{n}\n" + " ".join(str(rng.randint(1, 10**6)) for _ in range(n)) + "\n"


INPUTS = [make(1), make(300), make(12000)]
