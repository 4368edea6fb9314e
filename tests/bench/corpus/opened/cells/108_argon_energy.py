'''A physics student computes the potential energy of argon atoms in a periodic box.

expect: faster
about: a double loop over pairs with small arrays; an expert broadcasts the differences of all pairs
'''
# %% setup
import numpy as np

rng = np.random.default_rng(8)
N = 300
L = 24.0
_g = np.stack(np.meshgrid(*[np.arange(7)] * 3, indexing="ij"), -1).reshape(-1, 3)[:N] * (L / 7)
pos = _g + rng.normal(0, 0.15, (N, 3))

# %% cell
eps = 0.0103   # eV
sigma = 3.4    # angstrom
rc = 2.5 * sigma

E_pot = 0.0
pairs_in_range = 0
energies = np.zeros(N)
for i in range(N):
    for j in range(i + 1, N):
        d = pos[i] - pos[j]
        d = d - L * np.round(d / L)      # minimum image
        r = np.sqrt(np.sum(d**2))
        if r < rc:
            x = (sigma / r) ** 6
            e = 4 * eps * (x**2 - x)
            E_pot += e
            energies[i] += e / 2
            energies[j] += e / 2
            pairs_in_range += 1

print("potential energy per atom [eV]:", round(E_pot / N, 5))
print("pairs within the cutoff:", pairs_in_range)
print("least bound atom:", int(np.argmax(energies)))
