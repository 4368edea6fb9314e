import re

lines = ["a=1", "b=22", "nothing"]
# %% it is handed on
def fields(line):
    names = ["a", "b", "c", "d"]
    return names


kept = [fields(line) for line in lines]
# %% it is changed
def count(line):
    counts = {"a": 0, "b": 0, "c": 0, "d": 0}
    counts[line[:1]] = 1
    return sum(counts.values())


sums = [count(line) for line in lines]
# %% called once
def known(line):
    names = ["a=1", "b=1", "c=1", "d=1"]
    return line in names


first = known(lines[0])
# %% bound again
def level(line):
    names = ["a=1", "b=1", "c=1", "d=1"]
    if line:
        names = ["b=22"]
    return line in names


levels = [level(line) for line in lines]
# %% a pattern that isn't right
def broken(line):
    pattern = re.compile("(")
    return bool(pattern.match(line))


bad = [broken(line) for line in []]
# %% short
def short(line):
    names = ["a=1", "b=1"]
    return line in names


few = [short(line) for line in lines]
# %% the pattern is handed on
def compiled(line):
    pattern = re.compile("a")
    return pattern


many = [compiled(line) for line in lines]
