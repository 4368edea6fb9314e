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
for i in range(len(frame)):
    features = []
    for x in ["a", "b", "c"]:
        features.append(frame.iloc[i][x])
    value = tree.predict(np.array(features).reshape(1, -1))[0]
    labels.append(value)
# %% only for some rows
labels = []
for row in X:
    if row[0] > 2:
        labels.append(tree.predict([row * 2])[0])
# %% none at all
labels = [7]
for row in rows:
    if row[0] > 200:
        labels.append(logistic.predict([[row[0], 1.0, 2.0]])[0])
