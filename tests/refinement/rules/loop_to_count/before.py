words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

text = "to be or not to be"
CALLS = [([1, 2, 1], 1), ([], 5), (["a", "b"], "a")]
# %% a loop
n = 0
for x in data:
    if x == 5:  # fives
        n += 1
# %% sums
n = sum(1 for w in words if w == "w1")
m = sum(w == "w1" for w in words)
k = sum([1 for c in text if "e" == c])
# %% in a function [function count]
def count(items, wanted):
    total = 0
    for item in items:
        if item == wanted:
            total = total + 1
    return total
# %% characters
n = 10
for i in text:
    if i == "t":
        n += 1
# %% characters that a helper is given [function report]
def count_of(line, wanted):
    n = 0
    for c in line:
        if c == wanted:
            n += 1
    return n

def report(items, wanted):
    line = "".join(["a,b", ";", str(wanted)])
    found = [count_of(line, ","), count_of(line, ";")]
    for ch in sorted(set(line)):
        total = 0
        for c in line:
            if c == ch:
                total += 1
        found.append((ch, total))
    for i in range(len(line)):
        found.append(count_of(line, line[i]))
    return found
