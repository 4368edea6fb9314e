import numpy as np


def convolve_full(signal, kernel):
    n = len(signal)
    m = len(kernel)
    if n and m and all(
        isinstance(x, np.ndarray) and x.dtype == np.int64 and x.ndim == 1 for x in (signal, kernel)
    ):
        return np.convolve(signal, kernel)
    out = np.zeros(n + m - 1, dtype=np.int64)
    for i in range(n + m - 1):
        acc = 0
        for j in range(m):
            if i - j >= 0 and i - j < n:
                acc += signal[i - j] * kernel[j]
        out[i] = acc
    return out
