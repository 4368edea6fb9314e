import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.tree import DecisionTreeClassifier

X = np.arange(90.0).reshape(30, 3) % 7
y = (X[:, 0] > X[:, 1]).astype(int)
some = [1, 2]
# %% it hangs on the round
scores = []
for c in [0.1, 1.0]:
    model = LogisticRegression(C=c)
    model.fit(X, y)
    scores.append(model.score(X, y))
# %% random numbers
scores = []
for c in [0.1, 1.0]:
    tree = DecisionTreeClassifier()
    tree.fit(X, y)
    scores.append(tree.score(X, y) > c)
# %% models that are kept
models = []
for c in [0.1, 1.0]:
    line = LinearRegression()
    line.fit(X, y)
    models.append(line)
# %% an answer that is changed
scores = []
for c in [0.1, 1.0]:
    line = LinearRegression()
    line.fit(X, y)
    guessed = line.predict(X)
    guessed[0] = c
    scores.append(guessed.sum())
# %% the data changes
scores = []
for c in [0.1, 1.0]:
    line = LinearRegression()
    line.fit(X, y)
    X[0, 0] += c
    scores.append(line.score(X, y))
# %% maybe no round
scores = []
for c in some:
    line = LinearRegression()
    line.fit(X, y)
    scores.append(line.score(X, y))
