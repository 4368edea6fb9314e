import numpy as np
import pandas as pd

speed = np.linspace(0.5, 40.0, 60)
small = speed.astype("float32")
names = np.array(["a", "b"])
one, other = pd.Series([1.0, 2.0]), pd.Series([1.0, 2.0], index=[1, 0])
seen = []

# %% an empty text, which is one character wide
result = np.vectorize(lambda v: "fast" if v > 100 else "")(speed)
# %% texts in a lambda, where they can't have a name
result = (lambda: np.vectorize(lambda v: "fast" if v > 100 else "slow")(speed))()
# %% a text or a number
result = np.vectorize(lambda v: "fast" if v > 100 else 0)(speed)
# %% a function with an effect
def note(v):
    seen.append(v)
    return v


result = np.vectorize(note)(speed)
# %% numbers of fewer digits
result = np.vectorize(lambda v: v * 2)(small)
# %% texts
result = np.vectorize(lambda s: s + "!")(names)
# %% columns with other labels
result = np.vectorize(lambda a, b: a + b)(one, other)
# %% a type that is asked for
result = np.vectorize(lambda v: v * 2, otypes=[int])(speed)
# %% a list
result = np.vectorize(lambda v: v * 2)([1.0, 2.0])
# %% different types
result = np.vectorize(lambda v: v > 1 if v > 2 else v)(speed)
# %% a vectorize of one's own
class np:
    @staticmethod
    def vectorize(f):
        return lambda xs: [f(x) for x in xs]


result = np.vectorize(lambda v: v * 2)(speed)
