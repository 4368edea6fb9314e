"""A chess club makes the standings of a Swiss tournament with Buchholz and Sonneborn-Berger.

expect: faster
about: scans all results again for the points of each opponent of each player; points once in a dict
"""

# %% function
def points(player, results):
    total = 0
    for white, black, score in results:
        if white == player:
            total += score
        elif black == player:
            total += 1 - score
    return total


def opponents(player, results):
    opp = []
    for white, black, score in results:
        if white == player and black is not None:
            opp.append((black, score))
        elif black == player:
            opp.append((white, 1 - score))
    return opp


def standings(results):
    players = []
    for white, black, score in results:
        for p in (white, black):
            if p is not None and p not in players:
                players.append(p)
    table = []
    for p in players:
        buchholz = 0
        sb = 0
        worst = None
        for o, s in opponents(p, results):
            op = points(o, results)
            buchholz += op
            sb += op * s
            if worst is None or op < worst:
                worst = op
        cut = buchholz - worst if worst is not None else 0
        table.append((p, points(p, results), cut, buchholz, sb))
    table.sort(key=lambda row: (-row[1], -row[2], -row[3], -row[4], row[0]))
    return table

# %% calls
import random

r = random.Random(337)


def tournament(n, rounds):
    names = [f"{r.choice(['Jörg', 'Ana', 'Søren', 'Li', 'Zoë'])} {k:03d}" for k in range(n)]
    res = []
    for _ in range(rounds):
        order = names[:]
        r.shuffle(order)
        for a, b in zip(order[::2], order[1::2]):
            res.append((a, b, r.choice([0, 0.5, 1])))
        if n % 2:
            res.append((order[-1], None, 1))
    return res


ENTRY = "standings"
CALLS = [([],), ([("Ana", None, 1)],), (tournament(9, 5),), (tournament(160, 9),), (tournament(271, 9),), (tournament(150, 9),)]
