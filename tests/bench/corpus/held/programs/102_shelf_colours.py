"""A contest beginner counts the books of a colour between two places of a shelf.

expect: faster
about: every question walks over the shelf; sorted positions by colour and bisect, or prefix sums
"""

# %% program
def count_colour(shelf, colour, left, right):
    answer = 0
    for i in range(left - 1, right):
        if shelf[i] == colour:
            answer += 1
    return answer


n, q = map(int, input().split())
shelf = input().split()
for _ in range(q):
    parts = input().split()
    if parts[0] == "?":
        print(count_colour(shelf, parts[1], int(parts[2]), int(parts[3])))
    else:
        # longest gap without this colour
        best = 0
        now = 0
        for book in shelf:
            if book == parts[1]:
                now = 0
            else:
                now += 1
                best = max(best, now)
        print(best)

# %% inputs
import random

r = random.Random(28)
COLOURS = ["red", "blue", "green", "grün", "black", "ivory"]


def shelf(n, q):
    lines = [f"{n} {q}", " ".join(r.choice(COLOURS) for _ in range(n))]
    for _ in range(q):
        a, b = sorted((r.randint(1, n), r.randint(1, n)))
        c = r.choice([*COLOURS, "pink"])
        lines.append(f"? {c} {a} {b}" if r.random() < 0.9 else f"! {c}")
    return "\n".join(lines) + "\n"


INPUTS = [shelf(6, 4), shelf(1, 2), shelf(200, 60), shelf(15000, 900)]
