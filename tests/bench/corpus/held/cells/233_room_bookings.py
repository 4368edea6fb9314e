"""Office manager of a music school looks for double bookings of rooms.

expect: faster
about: compares all pairs of bookings and parses times anew each time; sort per room and look only at neighbours until they end.
"""
# %% setup
import random

random.seed(66)
rooms = [f"Raum {c}" for c in ["1", "2", "3", "Saal", "Übezelle A", "Übezelle B"]] + [f"Keller {i}" for i in range(6)]
bookings = []
for i in range(520):
    h = random.randint(8, 20)
    m = random.choice([0, 15, 30, 45])
    dur = random.choice([30, 45, 60, 90])
    e = h * 60 + m + dur
    bookings.append({"id": i, "room": random.choice(rooms), "day": random.randint(1, 28),
                     "from": f"{h:02d}:{m:02d}", "to": f"{e // 60:02d}:{e % 60:02d}",
                     "who": random.choice(["Frau Süß", "Herr Kurz", "Band", "Chor", "Herr Öhler"])})

# %% cell
def minutes(hhmm):
    h, m = hhmm.split(":")
    return int(h) * 60 + int(m)

clashes = []
for a in bookings:
    for b in bookings:
        if a["id"] >= b["id"]:
            continue
        start = max(minutes(a["from"]), minutes(b["from"]))
        end = min(minutes(a["to"]), minutes(b["to"]))
        if a["room"] == b["room"] and a["day"] == b["day"] and start < end:
            clashes.append((a["day"], a["room"], a["id"], b["id"], end - start))

clashes.sort()
lost = sum(c[4] for c in clashes)
worst = {}
for day, room, ia, ib, mins in clashes:
    worst[room] = worst.get(room, 0) + mins
print(len(clashes), "double bookings,", lost, "minutes")
for room in sorted(worst, key=lambda r: (-worst[r], r))[:4]:
    print(room, worst[room])
