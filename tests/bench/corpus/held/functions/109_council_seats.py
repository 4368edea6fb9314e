"""A local journalist checks the distribution of council seats by the Sainte-Lague method.

expect: faster
about: for each seat the largest quotient of a long list is looked for and removed; sort once / heap
"""

# %% function
def council_seats(votes, seats, threshold=0.0):
    """Returns the seats by party and the party that got the last seat."""
    total = sum(votes.values())
    admitted = {}
    for party in votes:
        if total > 0 and votes[party] / total >= threshold:
            admitted[party] = votes[party]
    # table of all quotients that could ever be needed
    quotients = []
    for party in admitted:
        for n in range(seats):
            quotients.append((admitted[party] / (2 * n + 1), admitted[party], party))
    result = {}
    for party in votes:
        result[party] = 0
    last = None
    for seat in range(seats):
        if len(quotients) == 0:
            break
        best = quotients[0]
        for q in quotients:
            if q > best:
                best = q
        quotients.remove(best)
        result[best[2]] += 1
        last = best[2]
    return result, last


# %% calls
import numpy as np

rng = np.random.default_rng(8)


def ballot(k, voters):
    shares = np.sort(rng.gamma(0.8, 1.0, k))[::-1]
    names = ["Grüne", "Freie Wähler", "Bürgerliste", "Linke", "SPD", "CDU", "FDP"]
    names += [f"Liste {j}" for j in range(8, 60)]
    return {names[j]: int(voters * s / shares.sum()) for j, s in enumerate(shares)}


ENTRY = "council_seats"
CALLS = [
    (ballot(24, 412000), 480),
    (ballot(11, 88000), 420, 0.03),
    ({}, 20),
    ({"Liste A": 512}, 3),
    (ballot(6, 3100), 14, 0.05),
    ({"A": 100, "B": 100, "C": 0}, 5),
]
