"""Astronomer classifies stars by their neighbours.

family: sklearn
small: n_train = 150, n_test = 60
"""
# %% setup
import numpy as np
from sklearn.neighbors import KNeighborsClassifier

n_train, n_test = 40_000, 16_000
rng = np.random.default_rng(175)
train = rng.normal(size=(n_train, 24))
label = (train[:, :3].sum(axis=1) > 0).astype(int)
test = rng.normal(size=(n_test, 24))
# %% cell
knn = KNeighborsClassifier(n_neighbors=15, algorithm="brute")
knn.fit(train, label)
guess = knn.predict(test)
share = guess.mean()
