"""ML engineer scores customers one at a time.

expect: faster
about: model.predict called for each row of a frame
"""
# %% setup
import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

rng = np.random.default_rng(23)
X = pd.DataFrame({"age": rng.integers(18, 80, 3000), "tenure": rng.integers(0, 120, 3000),
                  "calls": rng.poisson(2, 3000)})
y = ((X["calls"] > 3) | (X["tenure"] < 6)).astype(int)
model = DecisionTreeClassifier(max_depth=5, random_state=0).fit(X[:2000].values, y[:2000])
names = [f"client-{i}" for i in range(len(X))]
# %% cell
# score the hold-out customers
feature_names = ["age", "tenure", "calls"]
holdout = X.iloc[2000:]
preds = []
for i in range(len(holdout)):
    features = []
    for f in feature_names:
        features.append(holdout.iloc[i][f])
    p = model.predict(np.array(features).reshape(1, -1))[0]
    preds.append(p)

correct = 0
for i in range(len(preds)):
    if preds[i] == y.iloc[2000 + i]:
        correct += 1
accuracy = correct / len(preds)
print(f"accuracy {accuracy:.3f}")
churners = [names[2000 + i] for i, p in enumerate(preds) if p == 1]
churners[:6]
