"""Student of geography assigns each rain report to the closest weather station.

expect: faster
about: haversine in a double Python loop with math; one broadcast over stations with argmin.
"""
# %% setup
import math
import numpy as np

rng = np.random.default_rng(11)
station_lat = rng.uniform(47.3, 54.9, 85)
station_lon = rng.uniform(6.0, 14.9, 85)
report_lat = rng.uniform(47.0, 55.0, 2600)
report_lon = rng.uniform(5.8, 15.1, 2600)

# %% cell
R = 6371.0

def distance(lat1, lon1, lat2, lon2):
    p1 = math.radians(lat1)
    p2 = math.radians(lat2)
    dphi = p2 - p1
    dlam = math.radians(lon2 - lon1)
    a = math.sin(dphi / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dlam / 2) ** 2
    return 2 * R * math.asin(math.sqrt(a))

nearest = []
nearest_km = []
for i in range(len(report_lat)):
    best = -1
    bestdist = 1e9
    for j in range(len(station_lat)):
        d = distance(report_lat[i], report_lon[i], station_lat[j], station_lon[j])
        if d < bestdist:
            bestdist = d
            best = j
    nearest.append(best)
    nearest_km.append(bestdist)

reports_per_station = [nearest.count(j) for j in range(len(station_lat))]
print("farthest report: %.1f km" % max(nearest_km))
print("busiest station:", reports_per_station.index(max(reports_per_station)))
