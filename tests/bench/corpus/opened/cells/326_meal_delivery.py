"""A charity assigns meal deliveries to the nearest kitchen with room left and sums up the drivers' kilometres.

expect: faster
about: haversine for each pair again in a nested loop over dicts, sorted anew for each address; a distance matrix at once
"""

# %% setup
import numpy as np

rng = np.random.default_rng(326)
kitchens = [{"name": f"Küche {k}", "lat": 53.55 + rng.normal(0, 0.06), "lon": 10.0 + rng.normal(0, 0.1),
             "room": int(rng.integers(60, 160))} for k in range(60)]
addresses = [{"id": k, "lat": 53.55 + rng.normal(0, 0.07), "lon": 10.0 + rng.normal(0, 0.12),
              "meals": int(rng.integers(1, 4)), "floor": int(rng.integers(0, 6))} for k in range(3600)]

# %% cell
from math import asin, cos, radians, sin, sqrt


def km(p, q):
    dlat = radians(q["lat"] - p["lat"])
    dlon = radians(q["lon"] - p["lon"])
    a = sin(dlat / 2) ** 2 + cos(radians(p["lat"])) * cos(radians(q["lat"])) * sin(dlon / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(a))


free = {k["name"]: k["room"] for k in kitchens}
plan = []
not_served = []
# upper floors first, the drivers there need more time
for adr in sorted(addresses, key=lambda x: (-x["floor"], x["id"])):
    by_distance = sorted(kitchens, key=lambda k: km(adr, k))
    served = False
    for kitchen in by_distance:
        if free[kitchen["name"]] >= adr["meals"]:
            free[kitchen["name"]] -= adr["meals"]
            plan.append((adr["id"], kitchen["name"], round(km(adr, kitchen), 2)))
            served = True
            break
    if not served:
        not_served.append(adr["id"])

total_km = 0
longest = 0
for _, _, d in plan:
    total_km += 2 * d
    if d > longest:
        longest = d
print(f"{len(plan)} served, {len(not_served)} not, {total_km:.1f} km, longest {longest} km")
print({n: f for n, f in free.items() if f > 0})
