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
# %% a row made in the loop
labels = []
labels_rows = []
for i in range(len(frame)):
    features = []
    for x in ["a", "b", "c"]:
        features.append(frame.iloc[i][x])
    labels_rows.append(np.array(features).reshape(1, -1))
if labels_rows:
    labels.extend(tree.predict(np.concatenate(labels_rows)))
# %% only for some rows
labels = []
labels_rows = []
for row in X:
    if row[0] > 2:
        labels_rows.append(np.array([row * 2]))
if labels_rows:
    labels.extend(tree.predict(np.concatenate(labels_rows)))
# %% none at all
labels = [7]
labels_rows = []
for row in rows:
    if row[0] > 200:
        labels_rows.append(np.array([[row[0], 1.0, 2.0]]))
if labels_rows:
    labels.extend(logistic.predict(np.concatenate(labels_rows)))
