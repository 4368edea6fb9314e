'''A marketing analyst picks the number of customer segments with k-means.

expect: nothing
about: scikit-learn's fits and silhouettes take the time, in a loop of five
'''
# %% setup
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(64)
_c = rng.normal(0, 3, (4, 5))
customers = np.vstack([rng.normal(m, 1.0, (350, 5)) for m in _c])
customers[:, 0] = np.exp(customers[:, 0] / 3)

# %% cell
Z = StandardScaler().fit_transform(customers)
scores = {}
models = {}
for k in range(2, 7):
    km = KMeans(n_clusters=k, n_init=4, random_state=0).fit(Z)
    models[k] = km
    scores[k] = silhouette_score(Z, km.labels_)

best_k = max(scores, key=scores.get)
labels = models[best_k].labels_
print({k: round(float(v), 3) for k, v in scores.items()})
print("best:", best_k, "sizes:", np.sort(np.bincount(labels)))
