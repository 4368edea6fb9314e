"""An election helper counts ranked ballots by instant runoff and prints each round.

expect: nothing
about: ballots are grouped by their order with Counter first, each round looks at few groups
"""

# %% program
import sys
from collections import Counter


def main():
    lines = sys.stdin.read().splitlines()
    ballots = Counter()
    invalid = 0
    for line, count in Counter(lines).items():
        prefs = tuple(p for p in map(str.strip, line.split(">")) if p)
        if not prefs or len(set(prefs)) != len(prefs):
            invalid += count
        else:
            ballots[prefs] += count
    running = {p for prefs in ballots for p in prefs}
    print("ballots", len(lines), "invalid", invalid)
    number = 1
    while running:
        tally = dict.fromkeys(sorted(running), 0)
        exhausted = 0
        for prefs, count in ballots.items():
            for p in prefs:
                if p in running:
                    tally[p] += count
                    break
            else:
                exhausted += count
        print("round", number, ", ".join(f"{p} {n}" for p, n in sorted(tally.items(), key=lambda kv: (-kv[1], kv[0]))),
              "exhausted", exhausted)
        top = max(tally.values())
        if 2 * top > sum(tally.values()) or len(running) == 1:
            print("elected", min(p for p in tally if tally[p] == top))
            return
        running.discard(min(tally, key=lambda p: (tally[p], p)))
        number += 1


main()

# %% inputs
import random

r = random.Random(355)
people = ["Öztürk", "Schmidt", "Nowak", "Müller", "Ibáñez", "Becker", "Sørensen"]


def election(n):
    out = []
    for _ in range(n):
        k = r.randint(1, 7)
        p = sorted(people, key=lambda x: r.random() * (1 + people.index(x) / 8))[:k]
        if r.random() < 0.01:
            p.append(p[0])
        out.append(" > ".join(p))
    return "\n".join(out) + "\n"


INPUTS = ["", "Nowak\n", election(40), election(300_000)]
