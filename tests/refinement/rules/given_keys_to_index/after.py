lines = ["Ulm;3;x", "Bonn;5;y", "Ulm;-2;z", "Köln;0;u"]
cities = ["Ulm", "Bonn", "Rom"]
CALLS = [
    (["1 a 4", "2 b 5", "1 c 6"], [1, 2, 3]),
    ([], [1]),
    (["3 x 1"], []),
]
# %% a line is split
sums = {}
lines_by_key = {}
if cities:
    for row_match in lines:
        a_match = row_match.split(";")
        lines_by_key.setdefault(a_match[0], []).append(row_match)
for part in cities:
    total = 0
    for row_match in lines_by_key.get(part, ()):
        a_match = row_match.split(";")
        if a_match[0] == part:
            total += int(a_match[1])
    sums[part] = total
# %% the others are left out
found = []
lines_by_key = {}
if cities:
    for row_match in lines:
        a_match, b_match, x_match = row_match.split(";")
        lines_by_key.setdefault(a_match, []).append(row_match)
for i, part in enumerate(cities):
    for row_match in lines_by_key.get(part, ()):
        a_match, b_match, x_match = row_match.split(";")
        if part != a_match:
            continue
        found.append((i, b_match, x_match))
# %% in a function, by a number [function listed]
def listed(lines, numbers):
    found = []
    lines_by_key = {}
    if numbers:
        for line in lines:
            number, name, size = line.split()
            lines_by_key.setdefault(int(number), []).append(line)
    for n in numbers:
        for line in lines_by_key.get(n, ()):
            number, name, size = line.split()
            if int(number) == n and size != "5":
                found.append((n, name))
    return found
# %% a class of it [function halved]
def halved(lines, numbers):
    found = {}
    lines_by_key = {}
    if numbers:
        for line in lines:
            words = line.split()
            size = int(words[2])
            lines_by_key.setdefault(size // 2, []).append(line)
    for n in numbers:
        held = []
        for line in lines_by_key.get(n, ()):
            words = line.split()
            size = int(words[2])
            if size // 2 == n:
                held.append(line)
        found[n] = held
    return found
# %% it ends at the first, and no line can fail
found = {}
lines_by_key = {}
if cities:
    for row_match in lines:
        a_match = row_match.strip().split(";")
        lines_by_key.setdefault(a_match[0], []).append(row_match)
for part in cities:
    for row_match in lines_by_key.get(part, ()):
        a_match = row_match.strip().split(";")
        if a_match[0] == part:
            found[part] = a_match[-1]
            break
