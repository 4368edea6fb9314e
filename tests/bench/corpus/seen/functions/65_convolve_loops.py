"""Signal-processing homework: discrete convolution of integer samples.

expect: faster
about: double loop over numpy elements with an index guard; integers, so np.convolve is exact
"""
# %% function
import numpy as np


def convolve_full(signal, kernel):
    n = len(signal)
    m = len(kernel)
    out = np.zeros(n + m - 1, dtype=np.int64)
    for i in range(n + m - 1):
        acc = 0
        for j in range(m):
            if i - j >= 0 and i - j < n:
                acc += signal[i - j] * kernel[j]
        out[i] = acc
    return out

# %% calls
import numpy as np
_g = np.random.default_rng(64)


def _s(n):
    return _g.integers(-100, 100, n)


ENTRY = "convolve_full"
CALLS = [(_s(20), _s(3)), (_s(1000), _s(15)), (_s(400), _s(60)), (_s(3), _s(9))]
