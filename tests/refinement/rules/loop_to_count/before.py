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
