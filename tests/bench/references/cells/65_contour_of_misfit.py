slow = np.linspace(0.1, 0.3, 60)
t0s = np.linspace(0, 3, 50)
_total = np.zeros((len(t0s), len(slow)))
for d, o in zip(dist, obs):
    _total += (np.subtract.outer(o - t0s, d * slow)) ** 2
if len(dist) == 0:
    raise ZeroDivisionError("float division by zero")
misfit = np.sqrt(_total / len(dist))
a, b, total = len(t0s) - 1, len(slow) - 1, _total[-1, -1]
del _total
best = np.unravel_index(misfit.argmin(), misfit.shape)
print("t0 = %.3f, v = %.3f km/s" % (t0s[best[0]], 1 / slow[best[1]]))

fig, ax = plt.subplots()
ax.pcolormesh(slow, t0s, misfit)
ax.plot(slow[best[1]], t0s[best[0]], "w+")
ax.set_xlabel("slowness")
ax.set_title("RMS misfit")
n_drawn = len(ax.get_children())
plt.close(fig)
