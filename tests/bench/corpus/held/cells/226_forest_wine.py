"""Data science student compares depths of a random forest by cross validation.

expect: nothing
about: fitting forests in scikit-learn takes all the time and the random states must stay.
"""
# %% setup
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold

rng = np.random.default_rng(12)
X = rng.normal(size=(500, 9))
y = ((X[:, 0] * X[:, 1] + 0.7 * X[:, 2] + rng.normal(0, 0.6, 500)) > 0).astype(int)

# %% cell
folds = StratifiedKFold(n_splits=3, shuffle=True, random_state=1)
scores = {}
importances = np.zeros(X.shape[1])
for depth in (3, 6):
    acc = []
    for train, test in folds.split(X, y):
        model = RandomForestClassifier(n_estimators=25, max_depth=depth, random_state=0)
        model.fit(X[train], y[train])
        acc.append(float((model.predict(X[test]) == y[test]).mean()))
        importances += model.feature_importances_
    scores[depth] = (round(np.mean(acc), 4), round(np.std(acc), 4))
importances /= importances.sum()
for depth, (m, s) in scores.items():
    print(f"depth {depth}: {m:.3f} +- {s:.3f}")
print("strongest features", np.argsort(importances)[::-1][:3])
