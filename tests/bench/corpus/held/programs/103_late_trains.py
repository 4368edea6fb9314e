"""A pupil's exercise: for each train, how many earlier trains of the day had a larger delay.

expect: faster
about: nested loops over all pairs; a sorted list with bisect
"""

# %% program
delays = []
names = []
n = int(input())
for i in range(n):
    line = input()
    names.append(line.split(";")[0])
    delays.append(int(line.split(";")[1]))

worst = -1
worst_name = "-"
total = 0
for i in range(n):
    c = 0
    for j in range(i):
        if delays[j] > delays[i]:
            c += 1
    total += c
    if c > worst:
        worst = c
        worst_name = names[i]
print("sum", total)
print("most overtaken", worst_name, worst)

# %% inputs
import random

r = random.Random(66)


def day(n):
    return f"{n}\n" + "".join(f"RE{r.randint(1, 99)} Köln {k};{int(r.gauss(6, 40))}\n" for k in range(n))


INPUTS = [day(4), day(0), day(1), day(150), day(4000)]
