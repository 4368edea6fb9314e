lines = ["Ulm;3;x", "Bonn;5;y", "Ulm;-2;z", "Köln;0;u"]
cities = ["Ulm", "Bonn", "Rom"]
CALLS = [
    (["1 a 4", "2 b 5", "1 c 6"], [1, 2, 3]),
    ([], [1]),
    (["3 x 1"], []),
]
# %% a line is split
sums = {}
for part in cities:
    total = 0
    for row in lines:
        a = row.split(";")
        if a[0] == part:
            total += int(a[1])
    sums[part] = total
# %% the others are left out
found = []
for i, part in enumerate(cities):
    for row in lines:
        a, b, x = row.split(";")
        if part != a:
            continue
        found.append((i, b, x))
# %% in a function, by a number [function listed]
def listed(lines, numbers):
    found = []
    for n in numbers:
        for line in lines:
            number, name, size = line.split()
            if int(number) == n and size != "5":
                found.append((n, name))
    return found
# %% a class of it [function halved]
def halved(lines, numbers):
    found = {}
    for n in numbers:
        held = []
        for line in lines:
            words = line.split()
            size = int(words[2])
            if size // 2 == n:
                held.append(line)
        found[n] = held
    return found
# %% it ends at the first, and no line can fail
found = {}
for part in cities:
    for row in lines:
        a = row.strip().split(";")
        if a[0] == part:
            found[part] = a[-1]
            break
