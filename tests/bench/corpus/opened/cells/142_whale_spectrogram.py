'''A marine biologist makes a spectrogram of a recording and finds calls between 200 and 800 Hz.

expect: nothing
about: windows and the FFT on whole arrays, the FFT itself takes the time
'''
# %% setup
import numpy as np

rng = np.random.default_rng(52)
rate = 8000
_n = rate * 420
sound = rng.normal(0, 0.3, _n)
for _s in rng.integers(0, 415, 50):
    _i = int(_s) * rate
    _tt = np.arange(2 * rate) / rate
    sound[_i:_i + 2 * rate] += 0.4 * np.sin(2 * np.pi * (300 * _tt + 60 * _tt**2)) * np.hanning(2 * rate)

# %% cell
size, hop = 1024, 256
frames = np.lib.stride_tricks.sliding_window_view(sound, size)[::hop]
F = np.fft.rfft(frames * np.hanning(size), axis=1)
spec = F.real**2 + F.imag**2
freqs = np.fft.rfftfreq(size, 1 / rate)
band = (freqs >= 200) & (freqs <= 800)
energy = spec[:, band].sum(axis=1) / spec.sum(axis=1)

smooth = np.convolve(energy, np.ones(15) / 15, mode="same")
active = smooth > np.median(smooth) * 2
edges = np.diff(active.astype(int), prepend=0, append=0)
starts = np.flatnonzero(edges == 1) * hop / rate
ends = np.flatnonzero(edges == -1) * hop / rate
calls = [(round(float(a), 2), round(float(b), 2)) for a, b in zip(starts, ends) if b - a > 0.5]
print(len(calls), "calls", calls[:4])
