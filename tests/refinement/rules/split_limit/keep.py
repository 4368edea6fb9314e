import re

lines = ["a--b---c", "d--e"]
pattern = re.compile("-")
# %% several characters may overlap
last = [line.split("--")[-1] for line in lines]
# %% a limit already
first = [line.split("-", 2)[0] for line in lines]
# %% all parts
parts = [line.split("-") for line in lines]
# %% a pattern
first = [pattern.split(line)[0] for line in lines]
# %% from the end
one = [line.split("-")[-2] for line in lines]
# %% further on
try:
    late = [line.split("-")[7] for line in lines]
except IndexError:
    late = []
# %% a slice
rest = [line.split("-")[1:] for line in lines]
# %% unknown
def first(items):
    return [item.split("-")[0] for item in items]
