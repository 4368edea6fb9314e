"""Teacher's union normalises marks within each class with a lambda.

family: pandas
small: n = 900
"""
# %% setup
import numpy as np
import pandas as pd

n = 900_000
rng = np.random.default_rng(112)
marks = pd.DataFrame({
    "classroom": np.sort(rng.integers(0, n // 25, n)),
    "mark": rng.normal(65, 12, n).clip(0, 100),
})
# %% cell
marks["z"] = marks.groupby("classroom")["mark"].transform(lambda x: (x - x.mean()) / x.std())
marks["outlier"] = marks["z"].abs() > 2.5
share = marks["outlier"].mean()
