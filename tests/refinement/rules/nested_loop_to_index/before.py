left = [{"id": i % 7, "n": i} for i in range(20)]
right = [{"id": i % 5, "n": -i, "tags": []} for i in range(15)]
rows = [(i % 4, f"r{i}") for i in range(12)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
nested = [[1], [2], [1]]
table = {f"k{i}": {"id": i % 4, "n": i} for i in range(12)}

CALLS = [([2, 7, 11, 15, 7], 9), ([3, 3], 6), ([], 0), ([-1, 4, 2], 100)]
# %% records
pairs = []
for a in left:
    for x in right:
        if a["id"] == x["id"]:  # same
            pairs.append((a["n"], x["n"]))
# %% a comprehension with a further test
pairs = [(a["n"], r[1]) for a in left for r in rows if r[0] == a["id"] and a["n"] > 3]
# %% partners of each
sums = {}
for a in left:
    sums[a["n"]] = sum(b["n"] for b in right if b["id"] == a["id"])
# %% the first partner
names = []
for a in left:
    name = None
    for idx, value in rows:
        if idx == a["id"]:
            name = value
            break
    names.append(name)
# %% places that differ
same = []
for i in range(len(rows)):
    for idx in range(len(rows)):
        if i != idx and rows[i][0] == rows[idx][0]:
            same.append((i, idx))
# %% floats, among them NaN
same = []
for idx, value in enumerate(floats):
    for i, x in enumerate(floats):
        if value == x:
            same.append((idx, i))
# %% two that add up [function two_sum]
def two_sum(nums, target):
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if nums[i] + nums[j] == target:
                return [i, j]
    return None
# %% how many add up [function count_pairs]
def count_pairs(nums, target):
    found = 0
    for i, x in enumerate(nums):
        for j in range(i + 1, len(nums)):
            if nums[j] + x == target:
                found += 1
    return found
# %% totals in dicts of the source's own
def totals(items, keys):
    table = {}
    for a in keys:
        table[a] = {}
        for b in keys:
            total = 0
            for x in items:
                if x["id"] == a and x["n"] % 2 == b % 2:
                    total += x["n"]
            table[a][b] = total
    return table


answer = totals(left, data)
# %% elements by names
pairs = []
for i in range(len(left)):
    for j in range(i + 1, len(left)):
        a = left[i]
        b = left[j]
        if a["id"] == b["id"] and a["n"] < 3:
            pairs.append((a["n"], b["n"]))
# %% others are passed over
pairs = []
for i in range(len(left)):
    for j in range(len(left)):
        if i == j:
            continue
        if left[i]["id"] != left[j]["id"]:
            continue
        w = abs(i - j)
        pairs.append((i, j, w))
# %% named in a function [function alike]
def alike(nums, target):
    found = []
    for i in range(len(nums)):
        for j in range(len(nums)):
            first = nums[i]
            second = nums[j]
            if i == j or first != second:
                continue
            found.append((first, second, target))
    return found
# %% both fields in the key
found = []
for a in left:
    for b in right:
        if b["id"] == a["id"] and b["n"] == a["n"]:
            found.append((a["n"], b["tags"]))
# %% records are found to be changed
for r in left:
    for x in right:
        if x["id"] == r["id"]:
            x["n"] += r["n"]
            x["seen"] = "yes"
# %% a test that can't fail comes first
pairs = []
for a in left:
    for b in left:
        if a["n"] < b["n"] and a["id"] == b["id"]:
            pairs.append((a["n"], b["n"]))
# %% values of a dict
pairs = []
for a in left:
    for x in table.values():
        if x["id"] == a["id"]:
            pairs.append((a["n"], x["n"]))
# %% a flag comes first
pairs = []
for a in left:
    for b in right:
        if not b["n"] or b["id"] is None:
            continue
        if b["id"] == a["id"]:
            pairs.append((a["n"], b["n"]))
