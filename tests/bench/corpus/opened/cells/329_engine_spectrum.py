"""A vibration engineer makes an order spectrum of a long recording and lists the loudest bands.

expect: nothing
about: windows by stride tricks and one rfft over all; nothing but numpy
"""

# %% setup
import numpy as np

rng = np.random.default_rng(329)
fs = 8192
tt = np.arange(fs * 180) / fs
rpm = 900 + 10 * tt
phase = 2 * np.pi * np.cumsum(rpm / 60) / fs
accel = np.sin(phase) + 0.5 * np.sin(2 * phase + 0.3) + 0.2 * np.sin(4.5 * phase) + rng.normal(0, 0.6, len(tt))

# %% cell
nfft, hop = 4096, 512
win = np.hanning(nfft)
frames = np.lib.stride_tricks.sliding_window_view(accel, nfft)[::hop]
spec = np.abs(np.fft.rfft(frames * win, axis=1)) * 2 / win.sum()
freqs = np.fft.rfftfreq(nfft, 1 / fs)
frame_rpm = rpm[nfft // 2::hop][:len(spec)]

orders = np.arange(0.5, 8.01, 0.25)
target = orders[None, :] * frame_rpm[:, None] / 60
cols = np.clip(np.rint(target / (freqs[1] - freqs[0])).astype(int), 1, len(freqs) - 2)
rows = np.arange(len(spec))[:, None]
level = np.maximum.reduce([spec[rows, cols - 1], spec[rows, cols], spec[rows, cols + 1]])
mean_level = 20 * np.log10(level.mean(axis=0))
loud = orders[np.argsort(-mean_level)[:4]]
print(spec.shape, "loudest orders", loud, mean_level.max().round(1), "dB")
