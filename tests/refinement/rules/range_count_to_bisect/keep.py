visits = [(i * 7 % 50, i * 7 % 50 + i % 9) for i in range(30)]
moments = [i * 13 % 60 for i in range(40)]
mixed = [1, "two", 3.0]
students = [{"name": f"s{i}", "score": i * 37 % 50} for i in range(30)]
ragged = [{"score": 1}, {"name": "x"}]

# %% once
n = sum(1 for m in moments if 3 <= m < 9)
# %% the list changes
for s, e in visits:
    moments.append(sum(1 for m in moments if s <= m < e))
# %% two fields
busy = [sum(1 for s, e in visits if s <= m < e) for m in moments]
# %% a further test
inside = [sum(1 for m in moments if s <= m < e and m % 2) for s, e in visits]
# %% kinds that can't be compared
try:
    inside = [sum(1 for m in mixed if s <= m < e) for s, e in visits]
except TypeError:
    inside = []
# %% a field that some lack
try:
    inside = [sum(1 for r in ragged if s <= r["score"] < e) for s, e in visits]
except KeyError:
    inside = []
# %% the field changes
for student in students:
    student["score"] = sum(1 for other in students if 3 <= other["score"] < student["score"])
# %% the loop's variable is read
counts = []
for start, end in visits:
    n = 0
    for m in moments:
        if start <= m < end:
            n += 1
    counts.append((n, m))
# %% values are added up
sums = [sum(m for m in moments if s <= m < e) for s, e in visits]
# %% equal to one end
same = [sum(1 for m in moments if s <= m != e) for s, e in visits]
