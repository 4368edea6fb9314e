"""Finance student values an Asian option with a seeded generator.

expect: faster
about: one scalar draw per time step; a block of draws gives the same stream
"""
# %% setup
import numpy as np

S0, K, r, sigma, years = 100.0, 103.0, 0.02, 0.25, 1.0
n_steps = 50
# %% cell
rng = np.random.default_rng(61)
dt = years / n_steps
n_paths = 5000
payoffs = []
n_zero = 0
for p in range(n_paths):
    path = [S0]
    for t in range(n_steps):
        z = rng.standard_normal()
        nxt = path[-1] * np.exp((r - 0.5 * sigma ** 2) * dt + sigma * np.sqrt(dt) * z)
        path.append(nxt)
    mean_price = np.mean(path[1:])
    pay = max(mean_price - K, 0)
    if pay == 0:
        n_zero += 1
    payoffs.append(pay)
price = np.exp(-r * years) * np.mean(payoffs)
err = np.std(payoffs) / np.sqrt(n_paths)
print(f"price {price:.4f} +- {err:.4f}, worthless {n_zero / n_paths:.1%}")
