"""Astronomer merges detections that lie close to one another.

expect: nothing
about: 'not in' on a list looks like a job for a set, but equality is a tolerance, so elements cannot be hashed
"""
# %% setup
import random

class Source:
    """Two detections are the same source when within an arc second in both axes."""

    def __init__(self, ra, dec, flux):
        self.ra, self.dec, self.flux = ra, dec, flux

    def __eq__(self, other):
        return abs(self.ra - other.ra) < 1.0 and abs(self.dec - other.dec) < 1.0

    def __repr__(self):
        return f"<{self.ra:.1f} {self.dec:.1f} {self.flux}>"

random.seed(41)
detections = [Source(random.uniform(0, 25), random.uniform(0, 25), random.randint(1, 99)) for _ in range(8000)]
# %% cell
sources = []
for det in detections:
    if det not in sources:
        sources.append(det)
print(len(sources), sources[:3])
