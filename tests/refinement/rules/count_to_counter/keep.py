words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

class Till:
    def count(self, x):
        return x


till = Till()
text = "abc"
# %% elements that can't be hashed
often = [x for x in nested if nested.count(x) > 1]
# %% counted once
n = words.count("w1")
# %% the list changes
for w in list(words):
    if words.count(w) > 1:
        words.remove(w)
# %% different parts of a string
found = [text.count(w) for w in set(words)]
# %% not a list
found = [till.count(w) for w in words]
# %% a range of it
found = [text.count("a", i) for i in range(3)]
# %% another list in every round
found = [items.count(1) for items in nested]
# %% what is looked for can't be hashed
found = [data.count(x) for x in nested]
# %% unknown
def often(items):
    return [x for x in items if items.count(x) > 1]
