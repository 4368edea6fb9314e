"""A teacher computes term grades: the worst quiz is dropped, missing homework counts zero, oral bonus.

expect: faster
about: apply along rows with Python lists and per-cell lookups; numpy over the columns with a sort or min
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(308)
n = 14000
pupils = pd.DataFrame({"name": [f"Schüler {k:04d}" for k in range(n)],
                       "class": rng.choice(["7a", "7b", "8a", "8b", "9c"], n)})
for q in range(1, 6):
    pts = rng.integers(0, 21, n).astype(float)
    pts[rng.random(n) < 0.05] = np.nan
    pupils[f"quiz{q}"] = pts
pupils["homework"] = np.where(rng.random(n) < 0.1, np.nan, rng.integers(0, 101, n))
pupils["exam"] = rng.integers(5, 61, n)
pupils["oral"] = rng.choice(["++", "+", "o", "-", None], n)

# %% cell
quiz_cols = [c for c in pupils.columns if c.startswith("quiz")]


def final_points(row):
    quizzes = []
    for c in quiz_cols:
        if not pd.isnull(row[c]):
            quizzes.append(row[c])
        else:
            quizzes.append(0)
    quizzes.sort()
    quizzes = quizzes[1:]  # the worst one doesn't count
    quiz_part = sum(quizzes) / (20 * len(quizzes)) * 100
    hw = row["homework"]
    if pd.isnull(hw):
        hw = 0
    exam_part = row["exam"] / 60 * 100
    total = 0.3 * quiz_part + 0.2 * hw + 0.5 * exam_part
    if row["oral"] == "++":
        total = total + 5
    elif row["oral"] == "+":
        total = total + 2
    elif row["oral"] == "-":
        total = total - 2
    return min(100, max(0, total))


def grade(p):
    if p >= 92:
        return 1
    elif p >= 81:
        return 2
    elif p >= 67:
        return 3
    elif p >= 50:
        return 4
    elif p >= 30:
        return 5
    else:
        return 6


pupils["points"] = pupils.apply(lambda row: final_points(row), axis=1)
pupils["grade"] = pupils["points"].apply(grade)
print(pupils.groupby(["class", "grade"]).size().unstack(fill_value=0))
print(pupils.groupby("class")["points"].mean().round(1))
