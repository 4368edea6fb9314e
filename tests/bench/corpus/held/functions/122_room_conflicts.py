"""A school secretary checks the bookings of rooms for overlaps.

expect: faster
about: all pairs are compared and the times parsed in the inner loop; parse once, sort by room
"""

# %% function
def minutes(clock):
    h, m = clock.split(":")
    return int(h) * 60 + int(m)


def room_conflicts(bookings):
    """bookings: dicts with room, day, start, end, who. Gives pairs in the order of the list."""
    conflicts = []
    for i in range(len(bookings)):
        for j in range(i + 1, len(bookings)):
            a = bookings[i]
            b = bookings[j]
            begin = max(minutes(a["start"]), minutes(b["start"]))
            end = min(minutes(a["end"]), minutes(b["end"]))
            if a["room"] == b["room"] and a["day"] == b["day"] and begin < end:
                conflicts.append((a["room"], a["day"], a["who"], b["who"], end - begin))
    return conflicts


# %% calls
import random

r = random.Random(13)
TEACHERS = ["Frau Özdemir", "Hr. Jäger", "Hr. Ruß", "AG Schach", "Frau Lang", "Elternabend", "VHS"]


def bookings(n):
    out = []
    for _ in range(n):
        start = r.randrange(7 * 60 + 30, 19 * 60, 15)
        end = start + r.choice([45, 45, 90, 135])
        out.append(
            {
                "room": r.choice(["A101", "A102", "Aula", "Turnhalle", "Küche"]),
                "day": r.choice(["Mo", "Di", "Mi", "Do", "Fr"]) + f" KW{r.randint(10, 13)}",
                "start": f"{start // 60}:{start % 60:02d}",
                "end": f"{end // 60:02d}:{end % 60:02d}",
                "who": r.choice(TEACHERS),
            }
        )
    return out


ENTRY = "room_conflicts"
CALLS = [(bookings(800),), (bookings(420),), ([],), (bookings(1),), (bookings(60),)]
