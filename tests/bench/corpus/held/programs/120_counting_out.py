"""A teacher simulates a counting-out rhyme in the playground, with children who come late.

expect: faster
about: the circle is turned child by child with new lists; compute the index of who leaves
"""

# %% program
circle = []
order = []
commands = int(input())
for _ in range(commands):
    what = input().split()
    if what[0] == "add":
        # new children stand at the end of the circle
        for name in what[1:]:
            circle.append(name)
    elif what[0] == "rhyme":
        syllables = int(what[1])
        times = int(what[2])
        for t in range(times):
            if len(circle) == 0:
                break
            for s in range(syllables - 1):
                circle = circle[1:] + circle[:1]
            order.append(circle[0])
            circle = circle[1:]
    elif what[0] == "show":
        print(len(circle), "left,", "next:", circle[0] if circle else "nobody")

print(" ".join(order[-20:]))
print(len(order))

# %% inputs
import random

r = random.Random(95)
NAMES = ["Mia", "Noé", "Jürgen", "Ayşe", "Lia", "Tom", "Éva"]


def playground(rounds, children, times):
    lines = [str(3 * rounds)]
    for k in range(rounds):
        lines.append("add " + " ".join(f"{r.choice(NAMES)}{k}-{c}" for c in range(children)))
        lines.append(f"rhyme {r.randint(3, 23)} {r.randint(0, times)}")
        lines.append("show")
    return "\n".join(lines) + "\n"


INPUTS = [playground(1, 4, 3), playground(1, 1, 5), playground(5, 8, 9), playground(60, 160, 150)]
