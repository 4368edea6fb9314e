import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

X = np.arange(60.0).reshape(20, 3) % 7
y = (X[:, 0] > X[:, 1]).astype(int)
frame = pd.DataFrame(X, columns=["a", "b", "c"])
tree = DecisionTreeClassifier(random_state=0).fit(X, y)
named = DecisionTreeClassifier(random_state=0).fit(frame, y)
logistic = LogisticRegression().fit(X, y)
line = LinearRegression().fit(X, X[:, 2] * 2.5)
scaler = StandardScaler().fit(X)
rows = X.tolist()
# %% the answer is used
labels = []
for row in X:
    p = tree.predict([row * 2])[0]
    if p:
        labels.append(p)
# %% the list is read
labels = []
for row in X:
    labels.append(tree.predict([row * 2])[0])
    if len(labels) > 3:
        row[0] = 1
# %% fitted again
labels = []
for i in range(10):
    tree.fit(X[: i + 2], y[: i + 2])
    labels.append(tree.predict([X[i] * 2])[0])
# %% errors are caught
labels = []
for row in rows:
    try:
        labels.append(tree.predict([row])[0])
    except ValueError:
        labels.append(-1)
# %% two models in turn
labels = []
for row in X:
    labels.append(tree.predict([row * 2])[0])
    labels.append(logistic.predict([row * 2])[0])
# %% another list in between
labels = []
for row in X:
    if row[0] > 3:
        labels.append(tree.predict([row * 2])[0])
    else:
        labels.append(-1)
# %% a whole table
labels = []
for k in range(3):
    labels.append(tree.predict(X * k)[0])
