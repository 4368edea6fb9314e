"""An ecologist counts sightings inside protected areas given as polygons.

expect: faster
about: ray casting in Python for each point and polygon without looking at the bounding box; vectorise over points
"""

# %% function
def inside(x, y, polygon):
    result = False
    n = len(polygon)
    j = n - 1
    for i in range(n):
        xi, yi = polygon[i]
        xj, yj = polygon[j]
        if (yi > y) != (yj > y):
            if x < (xj - xi) * (y - yi) / (yj - yi) + xi:
                result = not result
        j = i
    return result


def count_sightings(sightings, areas):
    """sightings: (species, x, y), areas: name -> corner points; counts per area and species"""
    counts = {}
    outside = 0
    for name in areas:
        counts[name] = {}
    for species, x, y in sightings:
        anywhere = False
        for name in areas:
            if len(areas[name]) >= 3 and inside(x, y, areas[name]):
                anywhere = True
                if species not in counts[name]:
                    counts[name][species] = 0
                counts[name][species] += 1
        if not anywhere:
            outside += 1
    richness = sorted([(len(c), n) for n, c in counts.items()], reverse=True)
    return counts, richness, outside

# %% calls
import math
import random

r = random.Random(347)
species = ["Rotmilan", "Schwarzstorch", "Uhu", "Wachtelkönig", "Eisvogel", "Neuntöter"]


def area(corners):
    cx, cy = r.uniform(0, 100), r.uniform(0, 100)
    return [(cx + r.uniform(4, 12) * math.cos(2 * math.pi * k / corners), cy + r.uniform(4, 12) * math.sin(2 * math.pi * k / corners))
            for k in range(corners)]


def seen(n):
    return [(r.choice(species), round(r.uniform(0, 100), 3), round(r.uniform(0, 100), 3)) for _ in range(n)]


parks = {f"NSG {k}": area(r.randint(12, 60)) for k in range(14)}
ENTRY = "count_sightings"
CALLS = [([], {}), (seen(1), parks), (seen(50), {"line": [(0, 0), (1, 1)]}), (seen(2500), parks), (seen(4000), parks)]
