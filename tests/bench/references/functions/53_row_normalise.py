import numpy as np


def shannon_per_plot(counts):
    n_plots = counts.shape[0]
    n_species = counts.shape[1]
    if n_species == 0:
        return np.zeros(n_plots)
    total = counts.sum(axis=1)
    empty = total == 0
    prop = counts / np.where(empty, 1, total)[:, None]
    present = prop > 0
    terms = np.log(prop, where=present, out=np.zeros(prop.shape))
    terms *= prop
    terms[~present] = 0.0
    # Added from left to right, as the loop does.
    H = 0.0 - terms.cumsum(axis=1)[:, -1]
    H[empty] = np.nan
    return H
