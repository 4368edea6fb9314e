visits = [(i * 7 % 50, i * 7 % 50 + i % 9) for i in range(30)]
moments = [i * 13 % 60 for i in range(40)]
times = [0.5 * i % 7 for i in range(40)]
holes = [1.5, float("nan"), 0.5, 3.0]
spans = [(0.0, 2.0), (1.5, 1.5), (3.0, 1.0), (float("nan"), 2.0), (0.5, float("nan"))]
students = [{"name": f"s{i}", "score": i * 37 % 50, "mark": i % 5 / 2} for i in range(30)]

CALLS = [([(1, 4), (2, 2), (5, 3)], [1, 2, 2, 3, 9]), ([], [1]), ([(0, 3)], [])]
# %% two limits in a cell
counts = []
for a, b in visits:
    value = 0
    for x in moments:
        if a <= x < b:
            value += 1
    counts.append(value)
# %% a call
inside = [sum(1 for t in moments if s < t and t < e) for s, e in visits]
# %% truth values that are added up
inside = [sum(s <= t <= e for t in moments) for s, e in visits]
# %% floats, NaN among them
near = []
for a, b in spans:
    near.append(len([h for h in holes if a < h <= b]))
# %% ranks by a field
ranking = []
for student in students:
    rank = 1
    for other in students:
        if other["score"] > student["score"]:
            rank += 1
    ranking.append((student["name"], rank))
# %% a field of floats, and a limit that may be NaN
least = [sum(1 for s in students if s["mark"] >= h) for h in holes]
# %% tuples, limits that are worked out
busy = {}
for i, x in enumerate(moments):
    busy[i] = sum(1 for s, e in visits if x - 5 <= s <= x + 5)
# %% in a function [function covered]
def covered(spans, points):
    found = []
    for low, high in spans:
        count = 0
        for p in points:
            if p >= low:
                if p <= high:
                    count += 1
        found.append(count)
    return found
