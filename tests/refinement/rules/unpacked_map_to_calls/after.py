CALLS = [([(10.0, 20.0), (30.5, -40.25), (0.0, 180.0)],), ([],), ([(1.0, 2.0)],)]
places = [(10.0, 20.0), (30.5, -40.25), (0.0, 180.0)]
# %% distances of neighbours by a helper [function length]
from math import asin, cos, radians, sin, sqrt


def distance(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = radians(lat1), radians(lon1), radians(lat2), radians(lon2)
    a = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(a))


def length(route):
    total = 0.0
    for i in range(1, len(route)):
        total += distance(*route[i - 1], *route[i])
    return total
# %% in a loop, with the names in a tuple
import math

total = 0
for lat, lon in places:
    x, y = math.radians(lat), math.radians(lon)
    total += math.cos(x) * y
# %% a comprehension of a few
total = 0
for lat, lon in places:
    north, east = int(lat), int(lon)
    total += north * 7 + east
# %% a generator [function cells]
def cells(route):
    found = []
    for lat, lon in route:
        row, column = round(lat), round(lon)
        found.append((row, column))
    return found
