"""Volunteer in a village library lists which readers borrowed something again.

expect: faster
about: membership tests in growing lists and a linear search for a reader's name; sets and a dict.
"""
# %% setup
import random

random.seed(5)
first = ["Anna", "Jörg", "Ünal", "Zoë", "Piet", "Marta", "Léa", "Ingo"]
last = ["Groß", "Meyer", "Öztürk", "Lopes", "van Dijk", "Hübner", "Kowalski"]
readers = [{"id": 1000 + i, "name": f"{random.choice(first)} {random.choice(last)}"} for i in range(700)]
random.shuffle(readers)
loans = [(random.randint(1000, 1699), f"B{min(int(random.expovariate(0.02)), 1500):04d}") for _ in range(5200)]

# %% cell
# every (reader, book) only once, in the order of the first loan
seen = []
repeat = []
for loan in loans:
    if loan in seen:
        repeat.append(loan)
    else:
        seen.append(loan)

def name_of(reader_id):
    for r in readers:
        if r["id"] == reader_id:
            return r["name"]
    return "?"

lines = []
for reader_id, book in seen:
    lines.append(name_of(reader_id) + " -> " + book)

print(len(loans), "loans,", len(seen), "different,", len(repeat), "repeated")
for line in lines[:5]:
    print(line)
