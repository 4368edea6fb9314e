import numpy as np

truth = [i * i % 4 for i in range(60)]
guess = [i * i % 4 if i % 3 else i % 4 for i in range(60)]
labels = [0, 1, 2, 3]
t_array, p_array = np.array(truth), np.array(guess)
people = [{"city": "ABC"[i % 3], "year": 2000 + i % 5, "age": i} for i in range(40)]

# %% a matrix of pairs
from collections import Counter
matrix = {}
truth_guess_counts = Counter(zip(truth, guess))
for i in labels:
    for j in labels:
        matrix[i, j] = truth_guess_counts[i, j]
# %% a nested list
from collections import Counter
truth_guess_counts = Counter(zip(truth, guess))
matrix = [[truth_guess_counts[i, j] for j in labels] for i in labels]
# %% hits, false alarms and misses
from collections import Counter
scores = {}
truth_guess_counts = Counter(zip(truth, guess))
truth_guess_counts_2 = Counter(p for t, p in zip(truth, guess))
truth_guess_counts_3 = Counter(t for t, p in zip(truth, guess))
for label in labels:
    tp = truth_guess_counts[label, label]
    fp = truth_guess_counts_2[label] - truth_guess_counts[label, label]
    tn = truth_guess_counts.total() - truth_guess_counts_3[label] - truth_guess_counts_2[label] + truth_guess_counts[label, label]
    scores[label] = (tp, fp, tn)
# %% arrays and their distinct values
from collections import Counter
hits = []
t_array_p_array_counts = Counter(zip(t_array.tolist(), p_array.tolist()))
for value in np.unique(t_array):
    hits.append(t_array_p_array_counts[value, value])
# %% fields of records
from collections import Counter
table = {}
people_counts = Counter((p["city"], p["year"]) for p in people)
for city in sorted({p["city"] for p in people}):
    for year in range(2000, 2005):
        table[city, year] = people_counts[city, year]
# %% a loop in a function
from collections import Counter

def matrix_of(labels):
    rows = []
    truth_guess_counts = Counter(zip(truth, guess))
    for i in labels:
        row = []
        for j in labels:
            n = 0
            n += truth_guess_counts[i, j]
            row.append(n)
        rows.append(row)
    return rows


matrix = matrix_of(labels)
