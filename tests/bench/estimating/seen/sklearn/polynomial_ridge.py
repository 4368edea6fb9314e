"""Economist fits a polynomial ridge regression.

family: sklearn
small: n = 200
"""
# %% setup
import numpy as np
from sklearn.linear_model import Ridge
from sklearn.preprocessing import PolynomialFeatures

n = 750_000
rng = np.random.default_rng(172)
X = rng.normal(size=(n, 18))
y = X[:, 0] * X[:, 1] - X[:, 2] ** 2 + rng.normal(size=n)
# %% cell
features = PolynomialFeatures(degree=2).fit_transform(X)
model = Ridge(alpha=1.0).fit(features, y)
residual = y - model.predict(features)
r2 = model.score(features, y)
