import csv
import keyword

path = keyword.__file__
paths = [path, path]
words = ["import", "def"]
found = []
log = []
CALLS = [(path, words)]
# %% another file each time
for part in paths:
    with open(part) as x:
        for row in x:
            found.append(row)
# %% the file may be written
for part in words:
    with open(path) as x:
        for row in x:
            print(row, file=open("/dev/null", "w"))
# %% it isn't surely opened
for part in words:
    if part == "def":
        continue
    with open(path) as x:
        for row in x:
            found.append(row)
# %% bytes
for part in words:
    with open(path, "rb") as x:
        for row in x:
            found.append(row)
# %% rows that are kept
for part in words:
    with open(path, newline="") as x:
        for row in csv.reader(x):
            found.append(row)
# %% without a loop
with open(path) as x:
    for row in x:
        found.append(row)
# %% read in two ways
for part in words:
    with open(path) as x:
        a = x.read(10)
        for row in x:
            found.append((a, row))
