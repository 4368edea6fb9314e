"""A conference visitor chooses talks that don't overlap so that the sum of interest is largest.

expect: nothing
about: sorted by end, bisect and one pass; already the good algorithm
"""

# %% program
import sys
from bisect import bisect_right


def minutes(t):
    return int(t[:2]) * 60 + int(t[3:5])


def main():
    talks = []
    for line in sys.stdin:
        if line.strip():
            day, begin, end, interest, title = line.rstrip("\n").split("\t")
            offset = int(day) * 1440
            talks.append((offset + minutes(end), offset + minutes(begin), int(interest), title))
    talks.sort()
    ends = [t[0] for t in talks]
    best = [0] * (len(talks) + 1)
    before = [0] * len(talks)
    for i, (end, begin, interest, _) in enumerate(talks):
        p = bisect_right(ends, begin, 0, i)
        before[i] = p
        with_it = best[p] + interest
        best[i + 1] = with_it if with_it > best[i] else best[i]
    chosen = []
    i = len(talks)
    while i:
        if best[i] == best[i - 1]:
            i -= 1
        else:
            chosen.append(talks[i - 1][3])
            i = before[i - 1]
    print(best[-1], len(chosen))
    for title in reversed(chosen[-20:]):
        print(title)


main()

# %% inputs
import random

r = random.Random(357)


def programme(n, days):
    rows = []
    for k in range(n):
        b = r.randint(480, 1200)
        e = b + r.choice([20, 30, 45, 60, 90])
        rows.append(f"{r.randrange(days)}\t{b // 60:02d}:{b % 60:02d}\t{e // 60:02d}:{e % 60:02d}\t{r.randint(1, 10)}\tTalk {k} über {r.choice(['Öl', 'KI', 'Käfer'])}")
    return "\n".join(rows) + "\n"


INPUTS = ["", "0\t09:00\t09:30\t4\tBegrüßung\n", programme(60, 3), programme(120_000, 900)]
