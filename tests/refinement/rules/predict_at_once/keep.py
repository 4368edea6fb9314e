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
