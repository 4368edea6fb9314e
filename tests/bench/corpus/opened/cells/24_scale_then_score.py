"""Data scientist standardises and evaluates by hand.

expect: faster
about: scaler.transform per sample, error metrics accumulated element by element
"""
# %% setup
import numpy as np
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(24)
A = rng.normal(size=(4000, 6)) * [1, 10, 100, 3, .1, 5]
b = A @ np.array([1, .2, .01, -1, 4, .3]) + rng.normal(size=4000)
scaler = StandardScaler().fit(A)
reg = Ridge().fit(scaler.transform(A), b)
# %% cell
scaled = []
for sample in A:
    scaled.append(scaler.transform(sample.reshape(1, -1))[0])
scaled = np.array(scaled)
pred = reg.predict(scaled)

mae = 0
mse = 0
worst = 0
for k in range(len(pred)):
    err = b[k] - pred[k]
    mae += abs(err)
    mse += err ** 2
    if abs(err) > worst:
        worst = abs(err)
mae = mae / len(pred)
rmse = np.sqrt(mse / len(pred))
print("MAE %.5f RMSE %.5f worst %.5f" % (mae, rmse, worst))
