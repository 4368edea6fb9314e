"""Audio tinkerer convolves a signal with an impulse response.

expect: faster
about: convolution with two nested loops over python lists
"""
# %% setup
import random

random.seed(60)
signal = [random.randint(-128, 127) for _ in range(9000)]
echo = [8, 0, 0, 4, 0, 2, 0, 0, 1, 1] * 6
# %% cell
out = [0] * (len(signal) + len(echo) - 1)
for i in range(len(signal)):
    for j in range(len(echo)):
        out[i + j] = out[i + j] + signal[i] * echo[j]
print(max(out), min(out), sum(out))
