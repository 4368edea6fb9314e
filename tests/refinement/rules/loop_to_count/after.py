words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

text = "to be or not to be"
CALLS = [([1, 2, 1], 1), ([], 5), (["a", "b"], "a")]
# %% a loop
n = 0
# fives
n += data.count(5)
# %% sums
n = words.count("w1")
m = words.count("w1")
k = text.count("e")
# %% in a function [function count]
def count(items, wanted):
    total = 0
    total += items.count(wanted)
    return total
# %% characters
n = 10
n += text.count("t")
# %% characters that a helper is given [function report]
def count_of(line, wanted):
    n = 0
    n += line.count(wanted)
    return n

def report(items, wanted):
    line = "".join(["a,b", ";", str(wanted)])
    found = [count_of(line, ","), count_of(line, ";")]
    for ch in sorted(set(line)):
        total = 0
        total += line.count(ch)
        found.append((ch, total))
    for i in range(len(line)):
        found.append(count_of(line, line[i]))
    return found
