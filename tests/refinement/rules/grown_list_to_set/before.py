words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

# %% in order of first occurrence
seen = []
for w in words:
    if w not in seen:  # new
        seen.append(w)
# %% by a key
seen = []
kept = []
for w in words:
    key = w.upper()
    if key in seen:
        continue
    seen.append(key)
    kept.append(w)
# %% tuples and numbers
found = []
for n, letter in pairs:
    if (n, letter) not in found:
        found.append((n, letter))
# %% floats, among them NaN
found = []
for x in floats:
    if x not in found:
        found.append(x)
# %% a while loop in a function
def steps(n):
    visited = []
    while n not in visited:
        visited.append(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    return visited, len(visited)


answer = steps(27)
# %% what is appended is worked out anew
seen = []
for w in words:
    if w not in seen:
        seen.append(w.strip() + w)
# %% sums of two
sums = []
for x in data:
    for y in data:
        if x + y not in sums:
            sums.append(x + y)
# %% lists that are written out
def reached(n):
    visited = [[0, 0]]
    waiting = [[0, 0]]
    while waiting:
        y, x = waiting.pop()
        for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            a, b = y + dy, x + dx
            if 0 <= a < n and 0 <= b < n and [a, b] not in visited:
                visited.append([a, b])
                waiting.append([a, b])
    return len(visited)


answer = reached(9)
