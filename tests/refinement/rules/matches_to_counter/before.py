import numpy as np

truth = [i * i % 4 for i in range(60)]
guess = [i * i % 4 if i % 3 else i % 4 for i in range(60)]
labels = [0, 1, 2, 3]
t_array, p_array = np.array(truth), np.array(guess)
people = [{"city": "ABC"[i % 3], "year": 2000 + i % 5, "age": i} for i in range(40)]

# %% a matrix of pairs
matrix = {}
for i in labels:
    for j in labels:
        matrix[i, j] = sum(1 for t, p in zip(truth, guess) if t == i and p == j)
# %% a nested list
matrix = [[sum([1 for t, p in zip(truth, guess) if i == t if p == j]) for j in labels] for i in labels]
# %% hits, false alarms and misses
scores = {}
for label in labels:
    tp = sum(1 for t, p in zip(truth, guess) if t == label and p == label)
    fp = sum(1 for t, p in zip(truth, guess) if t != label and p == label)
    tn = sum(1 for t, p in zip(truth, guess) if t != label and p != label)
    scores[label] = (tp, fp, tn)
# %% arrays and their distinct values
hits = []
for value in np.unique(t_array):
    hits.append(sum(1 for a, b in zip(t_array, p_array) if a == value and b == value))
# %% fields of records
table = {}
for city in sorted({p["city"] for p in people}):
    for year in range(2000, 2005):
        table[city, year] = len([p for p in people if p["city"] == city and p["year"] == year])
# %% a loop in a function
def matrix_of(labels):
    rows = []
    for i in labels:
        row = []
        for j in labels:
            n = 0
            for a, b in zip(truth, guess):
                if a == i and b == j:
                    n += 1
            row.append(n)
        rows.append(row)
    return rows


matrix = matrix_of(labels)
