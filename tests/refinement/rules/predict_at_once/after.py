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
predicted = iter(tree.predict(X) if len(X) else ())
for row in X:
    labels.append(next(predicted))
# %% in a comprehension
predicted = iter(tree.predict(X) if len(X) else ())
labels = [next(predicted) for x in X]
# %% by number
hits = 0
predicted = tree.predict(X) if len(X) else ()
for i in range(len(X)):
    if y[i] >= 0:
        p = predicted[i]
        hits += int(p == y[i])
# %% rows of a frame
values = []
predicted = iter(line.predict(frame.to_numpy()) if len(frame) else ())
for _, r in frame.iterrows():
    values.append(next(predicted))
# %% columns of a frame
values = []
predicted = iter(line.predict(frame[['a', 'b', 'c']].to_numpy()) if len(frame) else ())
for _, r in frame.iterrows():
    values.append(next(predicted))
# %% a frame of one row
labels = []
predicted = named.predict(frame) if len(frame) else ()
for i in range(len(frame)):
    labels.append(predicted[i])
# %% probabilities
chances = []
probabilities = logistic.predict_proba(X) if len(X) else ()
for i, x in enumerate(X):
    chances.append(probabilities[i][1])
# %% a model made in the cell
model = LogisticRegression(max_iter=200)
model.fit(X, y)
predicted = iter(model.predict(rows) if len(rows) else ())
labels = [next(predicted) for x in rows]
# %% scaled one by one
total = 0.0
results = iter(scaler.transform(X) if len(X) else ())
for x in X:
    total += next(results).sum()
# %% values of a frame
predicted = iter(tree.predict(frame.values) if len(frame.values) else ())
labels = [next(predicted) for x in frame.values]
# %% a row with a name, asked about twice
labels, chances = [], []
predicted = logistic.predict(X) if len(X) else ()
probabilities = logistic.predict_proba(X) if len(X) else ()
for i in range(len(X)):
    labels.append(predicted[i])
    chances.append(probabilities[i][1])
# %% an answer with a name
hits = 0
predicted = tree.predict(X) if len(X) else ()
for i, x in enumerate(X):
    answer = predicted[i:i + 1]
    if answer[0] == y[i] and predicted[i:i + 1].item() >= 0:
        hits += 1
# %% some of a frame's columns
values = []
predicted = iter(line.predict(frame[["a", "b", "c"]].to_numpy()) if len(frame) else ())
for _, r in frame.iterrows():
    values.append(next(predicted))
# %% scaled first
labels = []
predicted = scaled.predict(scaler.transform(X)) if len(X) else ()
for i in range(len(X)):
    label = predicted[i]
    labels.append((i, label))
# %% a table that is looked at as well
seen = []
results = scaler.transform(X) if len(X) else ()
predicted = scaled.predict(scaler.transform(X)) if len(X) else ()
for i, x in enumerate(X):
    row = results[i:i + 1]
    seen.append((row.shape, predicted[i]))
