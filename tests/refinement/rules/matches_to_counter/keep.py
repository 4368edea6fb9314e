truth = [i * i % 4 for i in range(60)]
guess = [i * i % 4 if i % 3 else i % 4 for i in range(60)]
labels = [0, 1, 2, 3]
nan = float("nan")
floats = [0.5, nan, 0.5, 1.0]
lists = [[1], [2], [1]]
wanted = [[1], [2]]

# %% once is enough
n = sum(1 for t, p in zip(truth, guess) if t == 1 and p == 2)
# %% NaN isn't equal to itself
counts = [sum(1 for a, b in zip(floats, truth) if a == f and b == 1) for f in floats]
# %% what can't be hashed
counts = [sum(1 for a, b in zip(lists, truth) if a == w and b == 1) for w in wanted]
# %% asked for what can't be hashed
counts = [sum(1 for a, b in zip(truth, guess) if a == w and b == 1) for w in wanted]
# %% the data change
counts = []
for i in labels:
    counts.append(sum(1 for t, p in zip(truth, guess) if t == i and p == i))
    truth.append(i)
# %% another comparison
counts = [sum(1 for t, p in zip(truth, guess) if t == i and p > i) for i in labels]
# %% either of them
counts = [sum(1 for t, p in zip(truth, guess) if t == i or p == i) for i in labels]
# %% with each other
counts = [sum(1 for t, p in zip(truth, guess) if t == p and p == i) for i in labels]
# %% a sum of something else
counts = [sum(t for t, p in zip(truth, guess) if t == i and p == i) for i in labels]
# %% an iterator, which is used up
pairs = zip(truth, guess)
counts = [sum(1 for t, p in pairs if t == i and p == i) for i in labels]
# %% sum is something else
sum = len
counts = [sum([1 for t, p in zip(truth, guess) if t == i and p == i]) for i in labels]
