import csv
import keyword

path = keyword.__file__
words = ["import", "def", "return", "no such word"]
CALLS = [(path, words), (path, [])]
# %% line by line, behind the first
sums = {}
x_lines = []
b = []
if words:
    with open(path, encoding="utf-8") as x:
        b = x.readline().strip().split(" ")
        x_lines = x.readlines()
for part in words:
    total = 0
    for row in x_lines:
        if part in row:
            total += len(row) + len(b)
    sums[part] = total
# %% opened and closed by hand
found = []
with open(path, encoding="utf-8") as x:
    x_lines = x.readlines()
for i in range(3):
    for row in x_lines:
        if len(row) % 3 == i:
            found.append(row)
# %% rows of a csv file
sizes = []
x_rows = []
if words:
    with open(path, encoding="utf-8", newline="") as x:
        next(x)
        x_rows = list(csv.reader(x))
for part in words:
    for row in x_rows:
        if len(row) > 1 and row[0] == part:
            sizes.append(row[1])
# %% a reader with a name [function fields]
def fields(path, names):
    sizes = []
    x_rows = []
    if names:
        with open(path, encoding="utf-8", newline="") as x:
            x_rows = list(csv.DictReader(x, delimiter=";"))
    for part in names:
        for row in x_rows:
            sizes.append(row.get(part))
    return sizes
# %% the whole text [function counted]
def counted(path, words):
    found = []
    file_text = ""
    if words:
        with open(path, encoding="utf-8") as file:
            file_text = file.read()
    for word in words:
        text = file_text
        found.append(text.count(word))
    return found
