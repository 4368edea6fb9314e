words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, 2.5, 2.0, 0.5]
nested = [[1], [2, 3], [1]]

# %% places beyond the end
totals = [sum(data[:i]) for i in range(20)]
# %% lists
joined = [sum(nested[:i], []) for i in range(len(nested))]
# %% the list changes
for i in range(len(data)):
    data[i] = sum(data[:i])
# %% from a place on
totals = [sum(data[i:]) for i in range(len(data))]
# %% once
total = sum(data[:3])
# %% strings
tops = [max(words[: i + 1]) for i in range(len(words))]
# %% every other
totals = [sum(data[:i:2]) for i in range(len(data))]
# %% the greatest of none
try:
    tops = [max(data[:i]) for i in range(len(data))]
except ValueError:
    tops = []
# %% places from another list
totals = [sum(data[:i]) for i in range(len(words))]
# %% the place is changed
totals = []
for i in range(len(data)):
    i = i - 3
    totals.append(sum(data[:i]))
