import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

X = np.arange(90.0).reshape(30, 3) % 7
y = (X[:, 0] > X[:, 1]).astype(int)
# %% cross-validation
best_k, best = None, 0
for k in range(1, 4):
    model = KNeighborsClassifier(n_neighbors=k)
    if cross_val_score(model, X, y, cv=3).mean() > best:
        best = cross_val_score(model, X, y, cv=3).mean()
        best_k = k
# %% predicted for a score
found = {}
best = 0
for depth in [1, 2, 3]:
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    tree.fit(X, y)
    found[depth] = accuracy_score(y, tree.predict(X))
    if accuracy_score(y, tree.predict(X)) > best:
        best = accuracy_score(y, tree.predict(X))
# %% a model's own score
scores = []
for column in range(3):
    line = LinearRegression()
    line.fit(X, X[:, column])
    goal = X[:, column]
    print(round(line.score(X, goal), 3))
    scores.append(line.score(X, goal))
