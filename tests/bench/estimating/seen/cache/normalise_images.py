"""Computer-vision student standardises a stack of pictures.

family: cache
small: n = 20
"""
# %% setup
import numpy as np

n = 20_000
rng = np.random.default_rng(147)
images = rng.integers(0, 256, (n, 96, 96), dtype=np.uint8)
# %% cell
x = images.astype(np.float32) / 255
mean = x.mean(axis=(1, 2), keepdims=True)
std = x.std(axis=(1, 2), keepdims=True)
x = (x - mean) / (std + 1e-6)
x = np.tanh(x)
flipped = x[:, :, ::-1]
symmetric = np.abs(x - flipped).mean(axis=(1, 2))
edges = np.abs(np.diff(x, axis=1)).mean(axis=(1, 2)) + np.abs(np.diff(x, axis=2)).mean(axis=(1, 2))
