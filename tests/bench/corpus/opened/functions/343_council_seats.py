"""A political scientist allots council seats by highest averages and says how close the last seat was.

expect: faster
about: builds and sorts all quotients anew for each seat; a heap, or one sort of all quotients
"""

# %% function
from fractions import Fraction


def allot(votes, seats, method="sainte-lague", threshold=0.0):
    total = sum(votes.values())
    parties = [p for p in votes if total and votes[p] / total >= threshold and votes[p] > 0]
    won = {p: 0 for p in parties}
    order = []
    margin = None
    for s in range(seats):
        quotients = []
        for p in parties:
            if method == "dhondt":
                q = Fraction(votes[p], won[p] + 1)
            elif method == "sainte-lague":
                q = Fraction(votes[p] * 2, 2 * won[p] + 1)
            else:
                raise ValueError(method)
            quotients.append((q, votes[p], p))
        quotients = sorted(quotients, reverse=True)
        if not quotients:
            break
        winner = quotients[0]
        won[winner[2]] += 1
        order.append(winner[2])
        if len(quotients) > 1:
            margin = round(float(winner[0] - quotients[1][0]), 3)
    return won, order, margin

# %% calls
import random

r = random.Random(343)


def election(n):
    return {f"Liste {k + 1}": int(r.paretovariate(0.9) * 900) for k in range(n)}


ENTRY = "allot"
CALLS = [({}, 5), ({"A": 10}, 3), ({"A": 340, "B": 280, "Grüne": 160, "D": 60}, 7, "dhondt"), (election(18), 700),
         (election(30), 900, "dhondt"), (election(60), 800, "sainte-lague", 0.005)]
