_middle = spectrum[1:-1]
peaks = np.flatnonzero((_middle > spectrum[:-2]) & (_middle > spectrum[2:])) + 1.0
for i in range(1, len(spectrum) - 1)[-1:]:
    pass
del _middle
print(peaks.size, peaks[:4])
