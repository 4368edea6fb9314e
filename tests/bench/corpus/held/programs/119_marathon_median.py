"""A sports student prints the median time after each runner who crosses the line.

expect: faster
about: the whole list is sorted anew and text parsed again for each runner; bisect.insort or heaps
"""

# %% program
def seconds(t):
    h, m, s = t.split(":")
    return int(h) * 3600 + int(m) * 60 + int(s)


def median(times):
    sec = []
    for t in times:
        sec.append(seconds(t))
    sec.sort()
    k = len(sec)
    if k % 2 == 1:
        return sec[k // 2]
    return (sec[k // 2 - 1] + sec[k // 2]) // 2


n = int(input())
finished = []
for i in range(n):
    finished.append(input())
    m = median(finished)
    print("%d:%02d:%02d" % (m // 3600, m % 3600 // 60, m % 60))

# %% inputs
import random

r = random.Random(83)


def race(n):
    lines = [str(n)]
    for _ in range(n):
        t = int(min(max(r.gauss(14400, 2100), 7500), 24000))
        lines.append(f"{t // 3600}:{t % 3600 // 60:02d}:{t % 60:02d}")
    return "\n".join(lines) + "\n"


INPUTS = [race(3), race(0), race(1), race(80), race(1300)]
