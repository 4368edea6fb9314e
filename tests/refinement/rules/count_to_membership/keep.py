words = ["b", "a", "b"]


class Odd:
    def count(self, x):
        return x


odd = Odd()
# %% more than one
many = [w for w in words if words.count(w) > 1]
# %% one
once = [w for w in words if words.count(w) == 1]
# %% something else's count
some = odd.count(3) > 0
# %% unknown
def has(items, x):
    return items.count(x) > 0
# %% from a place on
later = "banana".count("b", 1) > 0
# %% counted and kept
number = words.count("b")
