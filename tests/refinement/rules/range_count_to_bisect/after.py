visits = [(i * 7 % 50, i * 7 % 50 + i % 9) for i in range(30)]
moments = [i * 13 % 60 for i in range(40)]
times = [0.5 * i % 7 for i in range(40)]
holes = [1.5, float("nan"), 0.5, 3.0]
spans = [(0.0, 2.0), (1.5, 1.5), (3.0, 1.0), (float("nan"), 2.0), (0.5, float("nan"))]
students = [{"name": f"s{i}", "score": i * 37 % 50, "mark": i % 5 / 2} for i in range(30)]

CALLS = [([(1, 4), (2, 2), (5, 3)], [1, 2, 2, 3, 9]), ([], [1]), ([(0, 3)], [])]
# %% two limits in a cell
from bisect import bisect_left
counts = []
moments_sorted = sorted(moments)
for a, b in visits:
    value = 0
    if a <= b:
        value += bisect_left(moments_sorted, b) - bisect_left(moments_sorted, a)
    counts.append(value)
# %% a call
from bisect import bisect_left
from bisect import bisect_right
moments_sorted = sorted(moments)
inside = [(bisect_left(moments_sorted, e) - bisect_right(moments_sorted, s) if s < e else 0) for s, e in visits]
# %% truth values that are added up
from bisect import bisect_right
from bisect import bisect_left
moments_sorted = sorted(moments)
inside = [(bisect_right(moments_sorted, e) - bisect_left(moments_sorted, s) if s <= e else 0) for s, e in visits]
# %% floats, NaN among them
from bisect import bisect_right
near = []
holes_sorted = sorted(h for h in holes if h == h)
for a, b in spans:
    near.append(bisect_right(holes_sorted, b) - bisect_right(holes_sorted, a) if a <= b else 0)
# %% ranks by a field
from bisect import bisect_right
ranking = []
students_score_sorted = sorted(other["score"] for other in students)
for student in students:
    rank = 1
    rank += len(students_score_sorted) - bisect_right(students_score_sorted, student["score"])
    ranking.append((student["name"], rank))
# %% a field of floats, and a limit that may be NaN
from bisect import bisect_left
students_mark_sorted = sorted(s["mark"] for s in students if s["mark"] == s["mark"])
least = [(len(students_mark_sorted) - bisect_left(students_mark_sorted, h) if h == h else 0) for h in holes]
# %% tuples, limits that are worked out
from bisect import bisect_right
from bisect import bisect_left
busy = {}
visits_s_sorted = sorted(s for s, e in visits)
for i, x in enumerate(moments):
    busy[i] = bisect_right(visits_s_sorted, x + 5) - bisect_left(visits_s_sorted, x - 5) if x - 5 <= x + 5 else 0
# %% in a function [function covered]
from bisect import bisect_right
from bisect import bisect_left

def covered(spans, points):
    found = []
    points_sorted = sorted(points)
    for low, high in spans:
        count = 0
        if low <= high:
            count += bisect_right(points_sorted, high) - bisect_left(points_sorted, low)
        found.append(count)
    return found
