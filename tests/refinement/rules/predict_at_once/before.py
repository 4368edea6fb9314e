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
scaled = LogisticRegression().fit(scaler.transform(X), y)
# %% rows of an array
labels = []
for row in X:
    labels.append(tree.predict([row])[0])
# %% in a comprehension
labels = [tree.predict(x.reshape(1, -1))[0] for x in X]
# %% by number
hits = 0
for i in range(len(X)):
    if y[i] >= 0:
        p = tree.predict(X[i].reshape(1, -1))[0]
        hits += int(p == y[i])
# %% rows of a frame
values = []
for _, r in frame.iterrows():
    values.append(line.predict(np.array([r]))[0])
# %% columns of a frame
values = []
for _, r in frame.iterrows():
    values.append(line.predict([[r["a"], r["b"], r["c"]]])[0])
# %% a frame of one row
labels = []
for i in range(len(frame)):
    labels.append(named.predict(frame.iloc[[i]])[0])
# %% probabilities
chances = []
for i, x in enumerate(X):
    chances.append(logistic.predict_proba(x.reshape(1, -1))[0, 1])
# %% a model made in the cell
model = LogisticRegression(max_iter=200)
model.fit(X, y)
labels = [model.predict([x])[0] for x in rows]
# %% scaled one by one
total = 0.0
for x in X:
    total += scaler.transform([x])[0].sum()
# %% values of a frame
labels = [tree.predict([x])[0] for x in frame.values]
# %% a row with a name, asked about twice
labels, chances = [], []
for i in range(len(X)):
    row = X[i].reshape(1, -1)
    labels.append(logistic.predict(row)[0])
    chances.append(logistic.predict_proba(row)[0, 1])
# %% an answer with a name
hits = 0
for i, x in enumerate(X):
    row = [x]
    answer = tree.predict(row)
    if answer[0] == y[i] and tree.predict(row).item() >= 0:
        hits += 1
# %% some of a frame's columns
values = []
for _, r in frame.iterrows():
    row = r[["a", "b", "c"]].values.reshape(1, -1)
    values.append(line.predict(row)[0])
# %% scaled first
labels = []
for i in range(len(X)):
    row = scaler.transform(X[i].reshape(1, -1))
    label = scaled.predict(row)[0]
    labels.append((i, label))
# %% a table that is looked at as well
seen = []
for i, x in enumerate(X):
    row = scaler.transform([x])
    seen.append((row.shape, scaled.predict(row)[0]))
