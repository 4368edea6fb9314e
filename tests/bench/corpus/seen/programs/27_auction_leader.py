"""Charity auction: after every pledge print who is leading; a pledge adds to the person's total, ties go to the name first in the alphabet.

expect: faster
about: after each line all keys are sorted and the maximum is searched again although totals only grow; keep the leader
"""
# %% program
n = int(input())
totals = {}
for i in range(n):
    parts = input().split(';')
    name = parts[0].strip()
    amount = int(parts[1])
    if name in list(totals.keys()):
        totals[name] = totals[name] + amount
    else:
        totals[name] = amount
    leader = None
    for key in sorted(totals.keys()):
        if leader is None or totals[key] > totals[leader]:
            leader = key
    print(leader, totals[leader])
# %% inputs
import random

rng = random.Random(2727)
SUR = "Abel Brandt Ćosić Duarte Eriksen Fischer Øster Gómez Huber Ito".split()


def make(n, people):
    rows = [str(n)]
    for _ in range(n):
        k = rng.randrange(people)
        rows.append(f"{SUR[k % 10]}{k} ; {rng.randint(1, 60)}")
    return "\n".join(rows)


INPUTS = [make(4, 3), make(300, 40), make(2600, 700)]
