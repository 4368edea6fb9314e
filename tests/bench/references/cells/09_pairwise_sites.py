n = plots.shape[0]
D = np.zeros((n, n))
_dx = np.subtract.outer(plots[:, 0], plots[:, 0])
_dy = np.subtract.outer(plots[:, 1], plots[:, 1])
_dx *= _dx
_dy *= _dy
_dx += _dy
np.sqrt(_dx, out=D)
for i in range(n)[-1:]:
    j = i
del _dx, _dy
D.max()
