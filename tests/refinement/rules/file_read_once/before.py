import csv
import keyword

path = keyword.__file__
words = ["import", "def", "return", "no such word"]
CALLS = [(path, words), (path, [])]
# %% line by line, behind the first
sums = {}
for part in words:
    total = 0
    with open(path, encoding="utf-8") as x:
        b = x.readline().strip().split(" ")
        for row in x:
            if part in row:
                total += len(row) + len(b)
    sums[part] = total
# %% opened and closed by hand
found = []
for i in range(3):
    x = open(path, encoding="utf-8")
    for row in x.readlines():
        if len(row) % 3 == i:
            found.append(row)
    x.close()
# %% rows of a csv file
sizes = []
for part in words:
    with open(path, encoding="utf-8", newline="") as x:
        next(x)
        for row in csv.reader(x):
            if len(row) > 1 and row[0] == part:
                sizes.append(row[1])
# %% a reader with a name [function fields]
def fields(path, names):
    sizes = []
    for part in names:
        with open(path, encoding="utf-8", newline="") as x:
            a = csv.DictReader(x, delimiter=";")
            for row in a:
                sizes.append(row.get(part))
    return sizes
# %% the whole text [function counted]
def counted(path, words):
    found = []
    for word in words:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        found.append(text.count(word))
    return found

