LINES = ["a 1", "b 2", "a 3", "c 1", "a 3", "b 9"]
CALLS = [(LINES,), ([],), (["a 1"],)]
# %% a row changes [function moved]
def moved(lines):
    found = []
    visits = []
    for line in lines:
        name, day = line.split()
        before = [v for v in visits if v[0] == name]
        for v in before:
            v[0] = "z"
        found.append(len(before))
        visits.append([name, day])
    return found
# %% rows are taken out [function left]
def left(lines):
    found = []
    visits = []
    for line in lines:
        name, day = line.split()
        before = [v for v in visits if v[0] == name]
        if len(before) > 1:
            visits.remove(before[0])
        found.append(len(before))
        visits.append((name, day))
    return found
# %% a row from elsewhere [function given]
def given(lines):
    found = []
    visits = []
    for line in lines:
        row = line.split()
        before = [v for v in visits if v[0] == row[0]]
        found.append(len(before))
        visits.append(row)
        row[0] = "z"
    return found
# %% what it must equal is a float [function near]
def near(lines):
    found = []
    visits = []
    for line in lines:
        day = float(line.split()[1])
        found.append(len([v for v in visits if v[0] == day]))
        visits.append((day, line))
    return found
# %% not equal [function others]
def others(lines):
    found = []
    visits = []
    for line in lines:
        name, day = line.split()
        found.append(len([v for v in visits if v[0] != name]))
        visits.append((name, day))
    return found
# %% not empty to begin with [function with_first]
def with_first(lines):
    found = []
    visits = [("a", "0")]
    for line in lines:
        name, day = line.split()
        found.append(len([v for v in visits if v[0] == name]))
        visits.append((name, day))
    return found
# %% put off [function later]
def later(lines):
    found = []
    visits = []
    for line in lines:
        name, day = line.split()
        found.append(v for v in visits if v[0] == name)
        visits.append((name, day))
    return [len(list(one)) for one in found[-1:]]
# %% another name of the list [function other_name]
def other_name(lines):
    found = []
    visits = []
    same = visits
    for line in lines:
        name, day = line.split()
        found.append(len([v for v in visits if v[0] == name]))
        visits.append((name, day))
        same.append((name, day))
    return found
