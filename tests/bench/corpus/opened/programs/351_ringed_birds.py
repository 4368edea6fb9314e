"""An ornithologist's ring list: which birds were caught again, how long after, and first records per species.

expect: faster
about: each capture is searched in the list of all earlier ones; a dict from ring to its captures
"""

# %% program
import sys
from datetime import date

captures = []
species_seen = []
retrap = 0
longest = (0, "")
wrong = []
for line in sys.stdin:
    line = line.strip()
    if line == "" or line.startswith("#"):
        continue
    ring, species, day, wing = line.split(";")
    y, m, d = day.split("-")
    day = date(int(y), int(m), int(d))
    if species not in species_seen:
        species_seen.append(species)
    # caught before?
    before = [c for c in captures if c[0] == ring]
    if before:
        retrap += 1
        first = min(before, key=lambda c: c[2])
        span = abs((day - first[2]).days)
        if span > longest[0]:
            longest = (span, ring)
        if any(c[1] != species for c in before):
            wrong.append(ring)
    captures.append([ring, species, day, float(wing) if wing else None])

print("captures", len(captures), "retraps", retrap)
print("longest", longest[0], "days", longest[1])
print("check species of", len(wrong), "rings", wrong[:3])
for s in sorted(species_seen):
    rings = []
    wings = []
    for c in captures:
        if c[1] == s:
            if c[0] not in rings:
                rings.append(c[0])
            if c[3] is not None:
                wings.append(c[3])
    mean = sum(wings) / len(wings) if wings else 0
    print(f"{s}: {len(rings)} birds, wing {mean:.2f}")

# %% inputs
import random

r = random.Random(351)
kinds = ["Mönchsgrasmücke", "Rotkehlchen", "Zilpzalp", "Blaumeise", "Kohlmeise", "Zaunkönig"]


def season(n):
    out = ["# ring;species;date;wing"]
    sp = {}
    for _ in range(n):
        ring = f"VA{r.randint(1, n):05d}"
        s = sp.setdefault(ring, r.choice(kinds))
        if r.random() < 0.005:
            s = r.choice(kinds)
        out.append(f"{ring};{s};{r.randint(2015, 2023)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d};"
                   + (f"{r.gauss(70, 3):.1f}" if r.random() < 0.9 else ""))
    return "\n".join(out) + "\n"


INPUTS = ["", season(4), season(300), season(6500)]
