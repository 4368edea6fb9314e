"""A cyclist wants to see the breaks in a GPS track: stretches where hardly any ground is covered for five minutes.

expect: faster
about: looks back over all earlier points for each point with haversine; two pointers and a limited window
"""

# %% function
import math

R = 6371000


def dist(p, q):
    la1, lo1, la2, lo2 = map(math.radians, (p[1], p[2], q[1], q[2]))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 2 * R * math.asin(math.sqrt(h))


def find_rests(track, radius=25, minutes=5):
    """track: list of (seconds, lat, lon) sorted by time, returns (from, to) of rests"""
    resting = []
    for i in range(len(track)):
        # all points of the last minutes
        window = [p for p in track[:i] if p[0] >= track[i][0] - minutes * 60]
        if len(window) == 0 or track[i][0] - window[0][0] < minutes * 60 - 30:
            resting.append(False)
            continue
        far = max(dist(p, track[i]) for p in window)
        resting.append(far <= radius)

    rests = []
    start = None
    for i, flag in enumerate(resting):
        if flag and start is None:
            start = i
        if not flag and start is not None:
            rests.append((track[start][0] - minutes * 60, track[i - 1][0]))
            start = None
    if start is not None:
        rests.append((track[start][0] - minutes * 60, track[-1][0]))
    return rests

# %% calls
import random

r = random.Random(332)


def ride(n):
    t, lat, lon, out, pause = 0, 48.1, 11.5, [], 0
    for _ in range(n):
        t += r.randint(8, 16)
        if pause:
            pause -= 1
        elif r.random() < 0.01:
            pause = r.randint(20, 70)
        else:
            lat += r.gauss(0.0003, 0.0002)
            lon += r.gauss(0.0002, 0.0003)
        out.append((t, lat + r.gauss(0, 0.00002), lon + r.gauss(0, 0.00002)))
    return out


ENTRY = "find_rests"
CALLS = [([],), ([(0, 48.0, 11.0)],), (ride(60),), (ride(900), 40, 4), (ride(2000),), (ride(2600), 30)]
