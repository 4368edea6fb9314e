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
taken = {}
for day in days:
    taken[day] = sum(b["rooms"] for b in bookings if b["from"] <= day < b["to"])
# %% a loop with further tests and a key
table = {}
for day in days:
    for kind in kinds:
        n = 0
        for b in bookings:
            if not b["off"] and b["kind"] == kind:
                if b["from"] <= day and day < b["to"]:
                    n += b["rooms"]
        table[day, kind] = n
# %% both ends count
inside = [len([b for b in bookings if b["from"] <= day <= b["to"]]) for day in days]
# %% neither end counts, with keys
inside = [
    sum(1 for b in bookings if b["from"] < day < b["to"] and kind == b["kind"])
    for day in days
    for kind in kinds
]
# %% the last day counts, the first doesn't
inside = [sum(b["from"] < day and b["to"] >= day for b in bookings) for day in days]
# %% floats, NaN among them
seen = []
for x in times:
    value = 5
    for a, b, w in holes:
        if a <= x and x <= b:
            value += w
    seen.append((value, sum(1 for low, high, _ in spans if low < x < high)))
# %% no end yet
out = {}
day = date(2024, 1, 1)
while day < date(2024, 3, 1):
    for branch in range(4):
        n = 0
        for row in loans:
            if row["branch"] != branch:
                continue
            if day < row["taken"] or (row["back"] is not None and row["back"] <= day):
                continue
            n += 1
        out[day, branch] = n
    day += timedelta(days=1)
# %% names for the ends
load = []
for x in days:
    other = 0
    for b in bookings:
        i = b["from"]
        j = b["to"]
        if i <= x < j:
            other += 2 * b["rooms"]
    load.append(other)
# %% a list of which the length and a sum are read
rows = []
for day in days:
    part = [b for b in bookings if b["from"] <= day < b["to"]]
    if not part:
        continue
    rows.append(f"{day}: {len(part)} of {sum(one['rooms'] for one in part)}")
# %% a function that a loop calls
def staying(day, kind):
    n = 0
    for b in bookings:
        if b["kind"] == kind and b["from"] <= day < b["to"]:
            n += 1
    return n

table = {(day, kind): staying(day, kind) for day in days for kind in kinds}
# %% in a function [function covering]
def covering(spans, points):
    found = []
    for p in points:
        count = 0
        for low, high in spans:
            if p < low or p > high:
                continue
            count += 1
        found.append(count)
    return found
# %% a program [program]
n = int(input())
visits = []
for _ in range(n):
    a, b = map(int, input().split())
    visits.append((a, b))
last = int(input())
for hour in range(last + 1):
    print(hour, sum(1 for a, b in visits if a <= hour < b))
