"""The treasurer of a club asks for balances at dates and the lowest balance in a period.

expect: faster
about: sums over all bookings of all accounts for each question; group, sort and prefix sums with bisect
"""

# %% program
import sys


def to_cents(s):
    s = s.replace(".", "").replace(",", ".")
    euros, _, cents = s.partition(".")
    sign = -1 if euros.startswith("-") else 1
    return sign * (abs(int(euros or 0)) * 100 + int((cents + "00")[:2]))


def fmt(c):
    s = "-" if c < 0 else ""
    return f"{s}{abs(c) // 100},{abs(c) % 100:02d}"


bookings = []
for line in sys.stdin:
    f = line.rstrip("\n").split("|")
    if f[0] == "B":
        bookings.append((f[1], f[2], f[3]))
    elif f[0] == "Q":
        # balance of account f[1] at the end of day f[2]
        total = 0
        for day, account, amount in bookings:
            if account == f[1] and day <= f[2]:
                total += to_cents(amount)
        print(f[1], f[2], fmt(total))
    elif f[0] == "M":
        # the lowest balance between two days
        mine = sorted([(day, to_cents(a)) for day, account, a in bookings if account == f[1]])
        total = 0
        low = None
        for day, cents in mine:
            if day > f[3]:
                break
            if day >= f[2] and low is None:
                low = total
            total += cents
            if day >= f[2] and total < low:
                low = total
        print(f[1], "lowest", fmt(low if low is not None else total))

# %% inputs
import random

r = random.Random(354)
acc = ["Kasse", "Giro", "Jugend", "Fußball", "Förderer"]


def day():
    return f"2023-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"


def books(n, q):
    rows = []
    for _ in range(n):
        c = r.randint(-40000, 45000)
        rows.append(f"B|{day()}|{r.choice(acc)}|{'-' if c < 0 else ''}{abs(c) // 100},{abs(c) % 100:02d}")
    for _ in range(q):
        if r.random() < 0.6:
            rows.append(f"Q|{r.choice(acc)}|{day()}")
        else:
            a, b = sorted([day(), day()])
            rows.append(f"M|{r.choice(acc)}|{a}|{b}")
    if n > 100:
        head, tail = rows[:n // 2], rows[n // 2:]
        r.shuffle(tail)
        rows = head + tail
    return "\n".join(rows) + "\n"


INPUTS = ["Q|Kasse|2023-01-01\n", books(4, 4), books(200, 60), books(3000, 900)]
