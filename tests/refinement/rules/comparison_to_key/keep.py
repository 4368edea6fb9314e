from functools import cmp_to_key

teams = [("b", 3), ("a", 3), ("c", 7), ("a", 1), ("b", 3)]
prices = [2.5, 1.0, float("nan"), 3.5]
records = [{"a": 3}, {"b": 4, "a": 1}, {"b": 1, "a": 0}]
lists = [[3, 1], [2, 2], [1, 5]]
# %% floats, which may not be numbers
ordered = sorted(prices, key=cmp_to_key(lambda a, b: (a > b) - (a < b)))
# %% strings one way and the other
def compare(a, b):
    if a[0] != b[0]:
        return 1 if a[0] < b[0] else -1
    return (str(a[1]) > str(b[1])) - (str(a[1]) < str(b[1]))


ordered = sorted(teams, key=cmp_to_key(compare))
# %% what is equal counts as larger
ordered = sorted(teams, key=cmp_to_key(lambda a, b: -1 if a[1] < b[1] else 1))
# %% two things are asked for
ordered = sorted(teams, key=cmp_to_key(lambda a, b: a[1] - len(b[0])))
# %% another is asked for than is returned
def compare(a, b):
    if a[0] != b[0]:
        return a[1] - b[1]
    return 0


ordered = sorted(teams, key=cmp_to_key(compare))
# %% it counts how often
asked = [0]


def compare(a, b):
    asked[0] += 1
    return a[1] - b[1]


ordered = sorted(teams, key=cmp_to_key(compare))
# %% a field that some haven't
ordered = sorted(records[1:], key=cmp_to_key(lambda a, b: a.get("b", 0) - b.get("b", 0)))
# %% lists are compared
ordered = sorted(lists, key=cmp_to_key(lambda a, b: (a > b) - (a < b)))
# %% twice the same sign
def compare(a, b):
    if a[1] < b[1]:
        return -1
    if b[1] > a[1]:
        return 1
    return 0


ordered = sorted(teams, key=cmp_to_key(compare))
