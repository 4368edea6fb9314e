words = [f"w{i * i % 37}" for i in range(60)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
floats = [0.5, float("nan"), 2.0, 0.5]
pairs = [(1, "a"), (2, "b"), (1, "a")]
nested = [[1], [2], [1]]

# %% in order of first occurrence
seen = []
seen_set = set(seen)
for w in words:
    if w not in seen_set:  # new
        seen.append(w)
        seen_set.add(w)
# %% by a key
seen = []
kept = []
seen_set = set(seen)
for w in words:
    key = w.upper()
    if key in seen_set:
        continue
    seen.append(key)
    seen_set.add(key)
    kept.append(w)
# %% tuples and numbers
found = []
found_set = set(found)
for n, letter in pairs:
    if (n, letter) not in found_set:
        found.append((n, letter))
        found_set.add((n, letter))
# %% floats, among them NaN
found = []
found_set = set(found)
for x in floats:
    if x not in found_set:
        found.append(x)
        found_set.add(x)
# %% a while loop in a function
def steps(n):
    visited = []
    visited_set = set(visited)
    while n not in visited_set:
        visited.append(n)
        visited_set.add(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    return visited, len(visited)


answer = steps(27)
# %% what is appended is worked out anew
seen = []
seen_set = set(seen)
for w in words:
    if w not in seen_set:
        seen.append(w.strip() + w)
        seen_set.add(seen[-1])
# %% sums of two
sums = []
sums_set = set(sums)
for x in data:
    for y in data:
        if x + y not in sums_set:
            sums.append(x + y)
            sums_set.add(sums[-1])
# %% lists that are written out
def reached(n):
    visited = [[0, 0]]
    waiting = [[0, 0]]
    visited_set = set(map(tuple, visited))
    while waiting:
        y, x = waiting.pop()
        for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            a, b = y + dy, x + dx
            if 0 <= a < n and 0 <= b < n and (a, b) not in visited_set:
                visited.append([a, b])
                visited_set.add((a, b))
                waiting.append([a, b])
    return len(visited)


answer = reached(9)
