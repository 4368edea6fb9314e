import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score
from sklearn.tree import DecisionTreeClassifier

X = np.arange(90.0).reshape(30, 3) % 7
y = (X[:, 0] > X[:, 1]).astype(int)
# %% random numbers
scores = []
for depth in [1, 2, 3]:
    tree = DecisionTreeClassifier(max_depth=depth)
    if cross_val_score(tree, X, y, cv=3).mean() > 0.5:
        scores.append(cross_val_score(tree, X, y, cv=3).mean())
# %% fitted in between
scores = []
for n in [10, 20, 30]:
    line = LinearRegression()
    line.fit(X[:n], y[:n])
    scores.append(line.score(X, y))
    line.fit(X, y)
    scores.append(line.score(X, y))
# %% data that changes
line = LinearRegression().fit(X, y)
scores = []
for n in [10, 20, 30]:
    scores.append(line.score(X, y))
    X[0, 0] = n
    scores.append(line.score(X, y))
# %% arrays that are kept
line = LinearRegression().fit(X, y)
answers = []
for n in [10, 20, 30]:
    answers.append(line.predict(X))
    answers.append(line.predict(X))
# %% once
line = LinearRegression().fit(X, y)
scores = []
for n in [10, 20, 30]:
    scores.append(line.score(X, y))
# %% maybe not reached
line = LinearRegression().fit(X, y)
scores = []
for n in [10, 20, 30]:
    if n > 10 and line.score(X, y) > 0.1:
        scores.append(line.score(X, y))
