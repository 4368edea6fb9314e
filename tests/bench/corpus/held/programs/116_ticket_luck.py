"""A tram fan counts lucky tickets (both halves with the same digit sum) in ranges of numbers.

expect: faster
about: each range is walked and digits summed by text; digit sums once with running totals, bisect
"""

# %% program
def digit_sum(text):
    s = 0
    for c in text:
        s += int(c)
    return s


def lucky(number):
    ticket = str(number)
    while len(ticket) < 6:
        ticket = "0" + ticket
    return digit_sum(ticket[:3]) == digit_sum(ticket[3:])


q = int(input())
for _ in range(q):
    a, b = input().split()
    a = int(a)
    b = int(b)
    count = 0
    first = "-"
    for number in range(a, b + 1):
        if lucky(number):
            count += 1
            if first == "-":
                first = str(number)
    print(count, first)

# %% inputs
import random

r = random.Random(18)


def rolls(q, widest):
    lines = [str(q)]
    for _ in range(q):
        a = r.randint(0, 999999 - widest)
        lines.append(f"{a} {a + r.randint(0, widest)}")
    return "\n".join(lines) + "\n"


INPUTS = [rolls(2, 50), "0\n", "1\n0 0\n", rolls(15, 300), rolls(40, 18000)]
