"""Bird watcher sums sightings per place from a csv file.

expect: faster
about: the file is opened and scanned again for each place; header.index looked up per line
"""
# %% setup
import random

random.seed(66)
places = ["Hájek", "Dümmer", "Camargue", "Texel", "Neusiedl", "Biebrza", "Doñana", "Falsterbo"] + [f"Teich {i}" for i in range(20)]
with open("birds.csv", "w", encoding="utf-8") as fh:
    fh.write("date,place,species,number,observer\n")
    for k in range(20000):
        fh.write(f"2020-{k % 12 + 1:02d}-{k % 28 + 1:02d},{random.choice(places)},"
                 f"{random.choice(['teal', 'crane', 'bittern', 'ruff'])},{random.choice(['1', '2', '5', '40', 'x', ''])},"
                 f"{random.choice('ABCDE')}\n")
# %% cell
totals = {}
unclear = {}
for place in places:
    total = 0
    odd = 0
    with open("birds.csv", encoding="utf-8") as fh:
        header = fh.readline().strip().split(",")
        for line in fh:
            parts = line.strip().split(",")
            if parts[header.index("place")] == place:
                try:
                    total += int(parts[header.index("number")])
                except ValueError:
                    odd += 1
    totals[place] = total
    unclear[place] = odd

best_places = sorted(totals, key=lambda p: totals[p], reverse=True)[:5]
for p in best_places:
    print(f"{p:<12}{totals[p]:>8}{unclear[p]:>6}")
