"""Telecom predicts churn by a small forest.

family: sklearn
small: n = 200
"""
# %% setup
import numpy as np
from sklearn.ensemble import RandomForestClassifier

n = 130_000
rng = np.random.default_rng(173)
X = rng.normal(size=(n, 14))
y = (X[:, 0] + X[:, 3] * X[:, 5] + rng.normal(0, 0.7, n) > 0.4).astype(int)
# %% cell
forest = RandomForestClassifier(n_estimators=20, max_depth=12, random_state=0)
forest.fit(X, y)
importance = forest.feature_importances_.argsort()[::-1]
accuracy = forest.score(X, y)
