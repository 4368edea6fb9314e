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
# %% fitted again
labels = []
for i in range(len(X)):
    tree.fit(X[: i + 2], y[: i + 2])
    labels.append(tree.predict([X[i]])[0])
# %% a row that is changed first
labels = []
for row in X:
    row[0] = 0
    labels.append(tree.predict([row])[0])
# %% only some rows
labels = []
for row in X:
    if row[0] > 2:
        labels.append(tree.predict([row])[0])
# %% all at once already
labels = []
for k in range(3):
    labels.append(tree.predict(X)[0])
# %% another class
class Model:
    def predict(self, rows):
        print(len(rows))
        return [sum(map(sum, rows))]


model = Model()
labels = [model.predict([x])[0] for x in X]
# %% not all rows
labels = []
for i in range(5, len(X)):
    labels.append(tree.predict([X[i]])[0])
# %% something else than the row
labels = [tree.predict([x * 2])[0] for x in X]
# %% it may stop before
labels = []
for row in X:
    p = tree.predict([row])[0]
    if p:
        break
    labels.append(p)
# %% a row with a name that changes
labels = []
for i in range(len(X)):
    row = X[i].reshape(1, -1)
    row[0, 0] = 1
    labels.append(tree.predict(row)[0])
# %% a row with a name that is another one in some rounds
row = X[:1]
labels = []
for i in range(len(X)):
    if y[i]:
        row = X[i].reshape(1, -1)
    labels.append(tree.predict(row)[0])
# %% one question of another table
labels = []
for i in range(len(X)):
    labels.append((tree.predict(X[i:i + 1])[0], line.predict(y.reshape(1, -1)[:, :3])[0]))
# %% columns that change
labels = []
wanted = ["a", "b", "c"]
for _, r in frame.iterrows():
    labels.append(line.predict([r[wanted]])[0])
    wanted.reverse()
# %% a scaler that learns on
for i in range(len(X)):
    row = scaler.transform([X[i]])
    scaled.predict(row)[0]
    scaler.partial_fit(X[:i + 2])
