LINES = ["a 1", "b 2", "a 3", "c 1", "a 3", "b 9"]
CALLS = [(LINES,), ([],), (["a 1"],)]
STDIN = ["3\nx 1\ny 2\nx 3\n", "0\n"]
# %% listed [function again]
def again(lines):
    found = []
    visits = []
    visits_by_key = {}
    for line in lines:
        name, day = line.split()
        before = [v for v in visits_by_key.get(name, ()) if v[0] == name]
        if before:
            found.append((name, len(before), before[-1][1]))
        visits.append((name, day))
        visits_by_key.setdefault(name, []).append(visits[-1])
    return found
# %% asked for any, and added up, by two keys [function twice]
def twice(lines):
    found = 0
    known = []
    known_by_key = {}
    for line in lines:
        name, day = line.split()
        if any(k["name"] == name and k["day"] == day for k in known_by_key.get((name, day), ())):
            found += 1
        known.append({"name": name, "day": day, "at": len(known)})
        known_by_key.setdefault((name, day), []).append(known[-1])
    return found
# %% a program [program]
orders = []
orders_by_key = {}
for _ in range(int(input())):
    name, amount = input().split()
    spent = sum(o[1] for o in orders_by_key.get(name, ()) if o[0] == name)
    print(name, spent)
    orders.append([name, int(amount)])
    orders_by_key.setdefault(name, []).append(orders[-1])
