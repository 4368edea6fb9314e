'''A seismologist assigns each quake to the nearest station and counts the stations within 300 km.

expect: faster
about: the great-circle distance of each pair with math functions; an expert converts to radians once and broadcasts
'''
# %% setup
import math
import random

rnd = random.Random(404)
stations = [(f"ST{k:02d}", round(rnd.uniform(34, 46), 3), round(rnd.uniform(6, 28), 3)) for k in range(70)]
quakes = [
    (round(rnd.gauss(40, 3), 3), round(rnd.gauss(18, 6), 3), round(rnd.uniform(1, 60), 1), round(1.5 + rnd.expovariate(1.8), 1))
    for _k in range(7500)
]

# %% cell
def dist_km(lat1, lon1, lat2, lon2):
    R = 6371.0
    phi1 = math.radians(lat1)
    phi2 = math.radians(lat2)
    dphi = math.radians(lat2 - lat1)
    dlam = math.radians(lon2 - lon1)
    a = math.sin(dphi/2)**2 + math.cos(phi1) * math.cos(phi2) * math.sin(dlam/2)**2
    return 2 * R * math.atan2(math.sqrt(a), math.sqrt(1 - a))

nearest = []
distance = []
n_close = []
for lat, lon, depth, mag in quakes:
    best = None
    best_d = 1e9
    close = 0
    for name, slat, slon in stations:
        d = dist_km(lat, lon, slat, slon)
        d = math.sqrt(d**2 + depth**2)
        if d < best_d:
            best_d = d
            best = name
        if d <= 300:
            close += 1
    nearest.append(best)
    distance.append(best_d)
    n_close.append(close)

located = [k for k in range(len(quakes)) if n_close[k] >= 3]
strong = [k for k in located if quakes[k][3] >= 3.5]
print("located by three stations or more:", len(located), "of", len(quakes))
print("strong ones:", len(strong), "mean distance %.1f km" % (sum(distance[k] for k in strong) / len(strong)))
