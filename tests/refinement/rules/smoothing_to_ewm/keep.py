import numpy as np
import pandas as pd

x = np.arange(60.0)
numbers = [float(n) for n in range(60)]
alpha, beta = 0.3, 0.6
frame = pd.DataFrame({"x": x})
# %% weights that don't add up to 1
out = [x[0]]
for value in x[1:]:
    out.append(alpha * value + beta * out[-1])
# %% Python's own numbers
out = [0.0]
for value in numbers:
    out.append(alpha * value + (1 - alpha) * out[-1])
# %% other work
out = [x[0]]
for value in x[1:]:
    out.append(alpha * value + (1 - alpha) * out[-1])
    print(out[-1])
# %% a weight that changes
out = [x[0]]
for value in x[1:]:
    out.append(alpha * value + (1 - alpha) * out[-1])
    alpha = alpha * 0.9
# %% the number before that
out = [x[0], x[1]]
for i in range(2, len(x)):
    out.append(alpha * x[i] + (1 - alpha) * out[i - 2])
# %% a list of Python's own weights
weights = [0.3] * 60
out = [x[0]]
for i in range(1, len(x)):
    out.append(weights[i] * x[i] + (1 - weights[i]) * out[-1])
