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
right_by_key = {}
for x_match in right:
    right_by_key.setdefault(x_match["id"], []).append(x_match)
for a in left:
    for x_match in right_by_key.get(a["id"], ()):
        if a["id"] == x_match["id"]:  # same
            pairs.append((a["n"], x_match["n"]))
# %% a comprehension with a further test
rows_by_key = {}
for r_match in rows:
    rows_by_key.setdefault(r_match[0], []).append(r_match)
pairs = [(a["n"], r[1]) for a in left for r in rows_by_key.get(a["id"], ()) if r[0] == a["id"] and a["n"] > 3]
# %% partners of each
sums = {}
right_by_key = {}
for b_match in right:
    right_by_key.setdefault(b_match["id"], []).append(b_match)
for a in left:
    sums[a["n"]] = sum(b["n"] for b in right_by_key.get(a["id"], ()) if b["id"] == a["id"])
# %% the first partner
names = []
rows_by_key = {}
for idx_match, value_match in rows:
    rows_by_key.setdefault(idx_match, []).append((idx_match, value_match))
for a in left:
    name = None
    for idx_match, value_match in rows_by_key.get(a["id"], ()):
        if idx_match == a["id"]:
            name = value_match
            break
    names.append(name)
# %% places that differ
same = []
rows_by_key = {}
for idx_match in range(len(rows)):
    rows_by_key.setdefault(rows[idx_match][0], []).append(idx_match)
for i in range(len(rows)):
    for idx_match in rows_by_key.get(rows[i][0], ()):
        if i != idx_match and rows[i][0] == rows[idx_match][0]:
            same.append((i, idx_match))
# %% floats, among them NaN
same = []
floats_by_key = {}
for i_match, x_match in enumerate(floats):
    floats_by_key.setdefault(x_match, []).append((i_match, x_match))
for idx, value in enumerate(floats):
    for i_match, x_match in floats_by_key.get(value, ()):
        if value == x_match:
            same.append((idx, i_match))
# %% two that add up [function two_sum]
def two_sum(nums, target):
    nums_by_key = {}
    for j in range(len(nums)):
        nums_by_key.setdefault(nums[j], []).append(j)
    for i in range(len(nums)):
        for j in (j for j in nums_by_key.get(target - nums[i], ()) if j >= i + 1):
            if nums[i] + nums[j] == target:
                return [i, j]
    return None
# %% how many add up [function count_pairs]
def count_pairs(nums, target):
    found = 0
    nums_by_key = {}
    for j in range(len(nums)):
        nums_by_key.setdefault(nums[j], []).append(j)
    for i, x in enumerate(nums):
        for j in (j for j in nums_by_key.get(target - x, ()) if j >= i + 1):
            if nums[j] + x == target:
                found += 1
    return found
# %% totals in dicts of the source's own
def totals(items, keys):
    table = {}
    items_by_key = {}
    for x in items:
        items_by_key.setdefault(x["id"], []).append(x)
    for a in keys:
        table[a] = {}
        for b in keys:
            total = 0
            for x in items_by_key.get(a, ()):
                if x["id"] == a and x["n"] % 2 == b % 2:
                    total += x["n"]
            table[a][b] = total
    return table


answer = totals(left, data)
# %% elements by names
pairs = []
left_by_key = {}
for j_match in range(len(left)):
    left_by_key.setdefault(left[j_match]["id"], []).append(j_match)
for i in range(len(left)):
    for j_match in (j_match for j_match in left_by_key.get(left[i]["id"], ()) if j_match >= i + 1):
        a_match = left[i]
        b_match = left[j_match]
        if a_match["id"] == b_match["id"] and a_match["n"] < 3:
            pairs.append((a_match["n"], b_match["n"]))
# %% others are passed over
pairs = []
left_by_key = {}
for j_match in range(len(left)):
    left_by_key.setdefault(left[j_match]["id"], []).append(j_match)
for i in range(len(left)):
    for j_match in left_by_key.get(left[i]["id"], ()):
        if i == j_match:
            continue
        if left[i]["id"] != left[j_match]["id"]:
            continue
        w = abs(i - j_match)
        pairs.append((i, j_match, w))
# %% named in a function [function alike]
def alike(nums, target):
    found = []
    nums_by_key = {}
    for j in range(len(nums)):
        nums_by_key.setdefault(nums[j], []).append(j)
    for i in range(len(nums)):
        for j in nums_by_key.get(nums[i], ()):
            first = nums[i]
            second = nums[j]
            if i == j or first != second:
                continue
            found.append((first, second, target))
    return found
# %% both fields in the key
found = []
right_by_key = {}
for b_match in right:
    right_by_key.setdefault((b_match["id"], b_match["n"]), []).append(b_match)
for a in left:
    for b_match in right_by_key.get((a["id"], a["n"]), ()):
        if b_match["id"] == a["id"] and b_match["n"] == a["n"]:
            found.append((a["n"], b_match["tags"]))
# %% records are found to be changed
right_by_key = {}
for x_match in right:
    right_by_key.setdefault(x_match["id"], []).append(x_match)
for r in left:
    for x_match in right_by_key.get(r["id"], ()):
        if x_match["id"] == r["id"]:
            x_match["n"] += r["n"]
            x_match["seen"] = "yes"
# %% a test that can't fail comes first
pairs = []
left_by_key = {}
for b_match in left:
    left_by_key.setdefault(b_match["id"], []).append(b_match)
for a in left:
    for b_match in left_by_key.get(a["id"], ()):
        if a["n"] < b_match["n"] and a["id"] == b_match["id"]:
            pairs.append((a["n"], b_match["n"]))
# %% values of a dict
pairs = []
table_by_key = {}
for x_match in table.values():
    table_by_key.setdefault(x_match["id"], []).append(x_match)
for a in left:
    for x_match in table_by_key.get(a["id"], ()):
        if x_match["id"] == a["id"]:
            pairs.append((a["n"], x_match["n"]))
# %% a flag comes first
pairs = []
right_by_key = {}
for b_match in right:
    right_by_key.setdefault(b_match["id"], []).append(b_match)
for a in left:
    for b_match in right_by_key.get(a["id"], ()):
        if not b_match["n"] or b_match["id"] is None:
            continue
        if b_match["id"] == a["id"]:
            pairs.append((a["n"], b_match["n"]))
