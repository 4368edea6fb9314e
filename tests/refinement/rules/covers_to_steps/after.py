from datetime import date, timedelta

bookings = [
    {"from": i * 7 % 40, "to": i * 7 % 40 + i % 6, "rooms": i % 3, "kind": "ab"[i % 2],
     "off": i % 5 == 0}
    for i in range(30)
]
days = list(range(0, 50, 3))
kinds = ["a", "b", "c"]
spans = [(i * 1.5 % 9, i * 1.5 % 9 + i % 4, i) for i in range(20)]
holes = [(0.5, float("nan"), 1), (float("nan"), 2.0, 2), (1.0, 3.0, 4), (2.0, 1.0, 8)]
times = [0.5 * i for i in range(24)] + [float("nan")]
loans = [
    {"taken": date(2024, 1, 1 + i % 28), "back": None if i % 4 == 0 else date(2024, 2, 1 + i % 20),
     "branch": i % 3}
    for i in range(30)
]

CALLS = [([(1, 4), (2, 2), (5, 3)], [1, 2, 2, 3, 9]), ([], [1]), ([(0, 3)], [])]
STDIN = ["3\n1 4\n2 6\n5 5\n2\n", "0\n7\n", "1\n0 9\n3\n"]
# %% a sum of a field
from bisect import bisect_right
from itertools import accumulate
taken = {}
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in ((b["from"], b["rooms"]), (b["to"], -b["rooms"]))
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
for day in days:
    taken[day] = bookings_totals[bisect_right(bookings_places, day)]
# %% a loop with further tests and a key
from bisect import bisect_right
from itertools import accumulate
table = {}
bookings_keys = {key: n for n, key in enumerate({b["kind"] for b in bookings})}
bookings_steps = sorted(
    step
    for b in bookings
    if not b["off"] and b["from"] < b["to"]
    for step in (
        ((bookings_keys[b["kind"]], b["from"]), b["rooms"]),
        ((bookings_keys[b["kind"]], b["to"]), -b["rooms"]),
    )
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
for day in days:
    for kind in kinds:
        n = bookings_totals[bisect_right(bookings_places, (bookings_keys.get(kind, -1), day))]
        table[day, kind] = n
# %% both ends count
from bisect import bisect_right
from itertools import accumulate
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] <= b["to"]
    for step in (((b["from"], 0), 1), ((b["to"], 1), -1))
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
inside = [bookings_totals[bisect_right(bookings_places, (day, 0))] for day in days]
# %% neither end counts, with keys
from bisect import bisect_right
from itertools import accumulate
bookings_keys = {key: n for n, key in enumerate({b["kind"] for b in bookings})}
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in (
        ((bookings_keys[b["kind"]], b["from"], 1), 1),
        ((bookings_keys[b["kind"]], b["to"], 0), -1),
    )
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
inside = [
    bookings_totals[bisect_right(bookings_places, (bookings_keys.get(kind, -1), day, 0))]
    for day in days
    for kind in kinds
]
# %% the last day counts, the first doesn't
from bisect import bisect_left
from itertools import accumulate
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in ((b["from"], 1), (b["to"], -1))
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
inside = [bookings_totals[bisect_left(bookings_places, day)] for day in days]
# %% floats, NaN among them
from bisect import bisect_right
from itertools import accumulate
seen = []
holes_steps = sorted(
    step
    for a, b, w in holes
    if a <= b
    for step in (((a, 0), w), ((b, 1), -w))
)
holes_places = [at for at, _ in holes_steps]
holes_totals = list(accumulate((n for _, n in holes_steps), initial=0))
spans_steps = sorted(
    step
    for low, high, _ in spans
    if low < high
    for step in (((low, 1), 1), ((high, 0), -1))
)
spans_places = [at for at, _ in spans_steps]
spans_totals = list(accumulate((n for _, n in spans_steps), initial=0))
for x in times:
    value = 5
    value += holes_totals[bisect_right(holes_places, (x, 0))]
    seen.append((value, spans_totals[bisect_right(spans_places, (x, 0))]))
# %% no end yet
from bisect import bisect_right
from itertools import accumulate
out = {}
day = date(2024, 1, 1)
loans_keys = {key: n for n, key in enumerate({row["branch"] for row in loans})}
loans_steps = sorted(
    step
    for row in loans
    if row["back"] is None or row["taken"] < row["back"]
    for step in (
        ((loans_keys[row["branch"]], False, row["taken"]), 1),
        ((loans_keys[row["branch"]], row["back"] is None, row["taken"] if row["back"] is None else row["back"]), -1),
    )
)
loans_places = [at for at, _ in loans_steps]
loans_totals = list(accumulate((n for _, n in loans_steps), initial=0))
while day < date(2024, 3, 1):
    for branch in range(4):
        n = loans_totals[bisect_right(loans_places, (loans_keys.get(branch, -1), False, day))]
        out[day, branch] = n
    day += timedelta(days=1)
# %% names for the ends
from bisect import bisect_right
from itertools import accumulate
load = []
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in ((b["from"], 2 * b["rooms"]), (b["to"], -(2 * b["rooms"])))
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
for x in days:
    other = bookings_totals[bisect_right(bookings_places, x)]
    load.append(other)
# %% a list of which the length and a sum are read
from bisect import bisect_right
from itertools import accumulate
rows = []
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in ((b["from"], 1), (b["to"], -1))
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
bookings_rooms_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in ((b["from"], b['rooms']), (b["to"], -b['rooms']))
)
bookings_rooms_places = [at for at, _ in bookings_rooms_steps]
bookings_rooms_totals = list(accumulate((n for _, n in bookings_rooms_steps), initial=0))
for day in days:
    part_count = bookings_totals[bisect_right(bookings_places, day)]
    part_total = bookings_rooms_totals[bisect_right(bookings_rooms_places, day)]
    if not part_count:
        continue
    rows.append(f'{day}: {part_count} of {part_total}')
# %% a function that a loop calls
from bisect import bisect_right
from itertools import accumulate

def staying(day, kind):
    n = 0
    for b in bookings:
        if b["kind"] == kind and b["from"] <= day < b["to"]:
            n += 1
    return n

bookings_keys = {key: n for n, key in enumerate({b["kind"] for b in bookings})}
bookings_steps = sorted(
    step
    for b in bookings
    if b["from"] < b["to"]
    for step in (
        ((bookings_keys[b["kind"]], b["from"]), 1),
        ((bookings_keys[b["kind"]], b["to"]), -1),
    )
)
bookings_places = [at for at, _ in bookings_steps]
bookings_totals = list(accumulate((n for _, n in bookings_steps), initial=0))
def staying_by_steps(day, kind):
    n = bookings_totals[bisect_right(bookings_places, (bookings_keys.get(kind, -1), day))]
    return n


table = {(day, kind): staying_by_steps(day, kind) for day in days for kind in kinds}
# %% in a function [function covering]
from bisect import bisect_right
from itertools import accumulate

def covering(spans, points):
    found = []
    spans_steps = sorted(
        step
        for low, high in spans
        if low <= high
        for step in (((low, 0), 1), ((high, 1), -1))
    )
    spans_places = [at for at, _ in spans_steps]
    spans_totals = list(accumulate((n for _, n in spans_steps), initial=0))
    for p in points:
        count = spans_totals[bisect_right(spans_places, (p, 0))]
        found.append(count)
    return found
# %% a program [program]
from bisect import bisect_right
from itertools import accumulate
n = int(input())
visits = []
for _ in range(n):
    a, b = map(int, input().split())
    visits.append((a, b))
last = int(input())
visits_steps = sorted(
    step
    for a, b in visits
    if a < b
    for step in ((a, 1), (b, -1))
)
visits_places = [at for at, _ in visits_steps]
visits_totals = list(accumulate((n for _, n in visits_steps), initial=0))
for hour in range(last + 1):
    print(hour, visits_totals[bisect_right(visits_places, hour)])
