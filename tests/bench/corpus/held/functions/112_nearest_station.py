"""A seismology student finds the nearest station of each event, old Fortran habits.

expect: faster
about: haversine in a double loop with radians of the same numbers again and again; hoist / numpy
"""

# %% function
import math

R = 6371.0


def distance(lat1, lon1, lat2, lon2):
    phi1 = math.radians(lat1)
    phi2 = math.radians(lat2)
    dphi = math.radians(lat2) - math.radians(lat1)
    dlam = math.radians(lon2) - math.radians(lon1)
    a = math.sin(dphi / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(dlam / 2) ** 2
    return 2 * R * math.asin(math.sqrt(a))


def nearest_stations(events, stations):
    """events: (id, lat, lon, depth), stations: (code, lat, lon). Distance in km, with depth."""
    out = []
    for i in range(len(events)):
        dmin = 1e99
        code = None
        for j in range(len(stations)):
            surface = distance(events[i][1], events[i][2], stations[j][1], stations[j][2])
            d = math.sqrt(surface**2 + events[i][3] ** 2)
            if d < dmin:
                dmin = d
                code = stations[j][0]
        out.append((events[i][0], code, round(dmin, 2)))
    return out


# %% calls
import random

r = random.Random(9)


def world(n, m):
    events = [(f"ev{k}", round(r.uniform(35, 47), 3), round(r.uniform(-5, 25), 3), round(r.expovariate(0.1), 1))
              for k in range(n)]
    stations = [(f"ST{k:03d}", round(r.uniform(34, 48), 4), round(r.uniform(-6, 26), 4)) for k in range(m)]
    return events, stations


ENTRY = "nearest_stations"
CALLS = [world(1600, 110), world(700, 120), ([], []), world(3, 0), world(1, 5), world(40, 12)]
