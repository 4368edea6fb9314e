"""Chemist solves a stiff reaction network over a range of temperatures.

expect: nothing
about: scipy's solver with its adaptive steps takes the time, the right side is small.
"""
# %% setup
import numpy as np
from scipy.integrate import solve_ivp

rng = np.random.default_rng(83)
k0 = rng.uniform(0.5, 2.0, 4) * np.array([1e3, 4e6, 2e2, 5e1])
Ea = np.array([22_000.0, 38_000.0, 19_000.0, 15_000.0])

# %% cell
R = 8.314

def rhs(t, c, k):
    a, b, x, p = c
    r1 = k[0] * a * b
    r2 = k[1] * x * x
    r3 = k[2] * x
    r4 = k[3] * p * b
    return (-r1, -r1 - r4, r1 - 2 * r2 - r3, r2 + r3 - r4)

c_start = [1.0, 0.8, 0.0, 0.0]
results = {}
for T in np.arange(280.0, 400.0, 2.0):
    k = k0 * np.exp(-Ea / (R * T))
    sol = solve_ivp(rhs, (0, 60), c_start, method="LSODA", args=(tuple(k),), rtol=1e-9, atol=1e-12,
                    t_eval=np.linspace(0, 60, 400))
    p = sol.y[3]
    results[float(T)] = (float(p.max()), float(sol.t[p.argmax()]), sol.nfev)

for T in (280.0, 320.0, 360.0):
    print(f"{T:.0f} K: at most {results[T][0]:.4f} mol/l after {results[T][1]:.1f} s")
