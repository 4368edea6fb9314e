words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

CALLS = [([1, 2, 3],), ([],)]
# %% a loop
out = [x * 2 for x in data]
# %% a condition
out = [x for x in data if x > 3 if x < 8]
# %% pairs
out = [(i, x) for i, x in enumerate(data) if i % 2 == 0 or x > 5]
total = len(out)
# %% in a loop
rows = []
for i in range(3):
    row = [i * x for x in data]
    rows.append(row)
