"""A teacher shows a class a noisy iterated prisoner's dilemma tournament.

expect: nothing
about: the rounds hang on each other and on the random numbers in their order
"""

# %% setup
import random

# %% cell
rnd = random.Random(42)
PAY = {("C", "C"): (3, 3), ("C", "D"): (0, 5), ("D", "C"): (5, 0), ("D", "D"): (1, 1)}


def tit_for_tat(own, other):
    return other[-1] if other else "C"


def grudger(own, other):
    return "D" if "D" in other[-10:] else "C"


def pavlov(own, other):
    if not own:
        return "C"
    return own[-1] if other[-1] == "C" else ("C" if own[-1] == "D" else "D")


def moody(own, other):
    return "C" if rnd.random() < 0.7 else "D"


def always_d(own, other):
    return "D"


players = [tit_for_tat, grudger, pavlov, moody, always_d]
points = {p.__name__: 0 for p in players}
for i, p in enumerate(players):
    for q in players[i + 1:]:
        for game in range(150):
            ha, hb = [], []
            while True:
                a, b = p(ha, hb), q(hb, ha)
                if rnd.random() < 0.02:
                    a = "D" if a == "C" else "C"
                ha.append(a)
                hb.append(b)
                x, y = PAY[a, b]
                points[p.__name__] += x
                points[q.__name__] += y
                if rnd.random() < 0.004:
                    break

for name, n in sorted(points.items(), key=lambda kv: -kv[1]):
    print(f"{name:12s} {n}")
