"""A data scientist compares a few depths of a random forest for churn by cross-validation.

expect: nothing
about: all the time is scikit-learn's fit
"""

# %% setup
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_score

rng = np.random.default_rng(320)
n = 900
customers = pd.DataFrame({
    "tenure": rng.integers(0, 72, n),
    "monthly": rng.normal(65, 25, n).round(2),
    "calls": rng.poisson(1.3, n),
    "contract": rng.choice(["monthly", "one year", "two years"], n),
})
risk = 0.4 * customers["calls"] - 0.04 * customers["tenure"] + 0.8 * (customers["contract"] == "monthly")
customers["churn"] = (risk + rng.normal(0, 1, n) > 0.2).astype(int)

# %% cell
X = pd.get_dummies(customers.drop(columns="churn"), drop_first=True)
y = customers["churn"]
folds = StratifiedKFold(5, shuffle=True, random_state=3)

scores = {}
for depth in (2, 4, 8, None):
    model = RandomForestClassifier(n_estimators=25, max_depth=depth, random_state=11)
    scores[depth] = cross_val_score(model, X, y, cv=folds, scoring="roc_auc")

for depth, s in scores.items():
    print(f"depth {depth}: {s.mean():.3f} +- {s.std():.3f}")
