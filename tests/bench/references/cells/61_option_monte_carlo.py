rng = np.random.default_rng(61)
dt = years / n_steps
n_paths = 5000
_z = rng.standard_normal((n_paths, n_steps))
_paths = np.exp((r - 0.5 * sigma ** 2) * dt + sigma * np.sqrt(dt) * _z)
_paths[:, 0] *= S0
np.multiply.accumulate(_paths, axis=1, out=_paths)
_means = _paths.mean(axis=1)
payoffs = [max(_mean - K, 0) for _mean in _means]
n_zero = payoffs.count(0)
p, t = n_paths - 1, n_steps - 1
z, nxt, path = float(_z[-1, -1]), _paths[-1, -1], [S0, *_paths[-1]]
mean_price, pay = _means[-1], payoffs[-1]
del _z, _paths, _means
price = np.exp(-r * years) * np.mean(payoffs)
err = np.std(payoffs) / np.sqrt(n_paths)
print(f"price {price:.4f} +- {err:.4f}, worthless {n_zero / n_paths:.1%}")
