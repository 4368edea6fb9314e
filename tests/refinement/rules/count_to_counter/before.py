words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

text = "to be or not to be"
# %% in a comprehension
often = [w for w in words if words.count(w) > 1]
# %% a table of counts
table = {w: words.count(w) for w in set(words)}
# %% in a loop
best = 0
for x in data:
    if data.count(x) > best:
        best = data.count(x)
# %% the key of a sort
order = sorted(set(words), key=lambda w: (words.count(w), w))
# %% characters
table = {}
for c in text:
    table[c] = text.count(c)
# %% floats, among them NaN
counts = [floats.count(x) for x in floats]
# %% in a function
def first_single(s):
    for i, c in enumerate(s):
        if s.count(c) == 1:
            return i
    return -1


def single(s):
    for c in s:
        if s.count(c) == 1:
            return c
    return ""


answer = single(text)
# %% the list itself is made anew
words = [words.count(w) for w in words]
# %% longer parts of a text
parts = {}
for i in range(len(text) - 2):
    part = text[i:i + 3]
    parts[part] = text.count(part)
