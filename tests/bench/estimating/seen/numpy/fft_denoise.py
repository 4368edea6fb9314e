"""Acoustics student filters a long recording in the frequency domain.

family: numpy
small: n = 1000
"""
# %% setup
import numpy as np

n = 48_000_000
rng = np.random.default_rng(136)
t = np.arange(n) / 44_100
sound = np.sin(2 * np.pi * 440 * t) + 0.5 * rng.normal(size=n)
del t
# %% cell
spectrum = np.fft.rfft(sound)
power = np.abs(spectrum) ** 2
threshold = np.median(power) * 20
spectrum[power < threshold] = 0
clean = np.fft.irfft(spectrum, n=len(sound))
noise = sound - clean
snr = 10 * np.log10((clean**2).sum() / (noise**2).sum())
