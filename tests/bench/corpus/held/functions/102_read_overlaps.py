"""A bioinformatics student builds the overlap graph of sequencing reads for a toy assembler.

expect: faster
about: every pair of reads is tried at every length; index reads by their prefix of min_len letters
"""

# %% function
def longest_overlap(left, right, min_len):
    """How many letters at the end of left are the beginning of right."""
    size = min(len(left), len(right)) - 1
    while size >= min_len:
        if left[len(left) - size:] == right[:size]:
            return size
        size = size - 1
    return 0


def overlap_graph(reads, min_len):
    graph = {}
    for name_a, seq_a in reads.items():
        edges = []
        for name_b, seq_b in reads.items():
            if name_a == name_b:
                continue
            size = longest_overlap(seq_a, seq_b, min_len)
            if size > 0:
                edges.append((name_b, size))
        # best overlap first, names decide ties
        edges.sort(key=lambda e: (-e[1], e[0]))
        graph[name_a] = edges
    return graph


# %% calls
import numpy as np

rng = np.random.default_rng(12)


def sample(genome_len, n, read_len):
    genome = "".join(rng.choice(list("ACGT"), genome_len))
    starts = rng.integers(0, genome_len - read_len + 1, n)
    return {f"read_{k:04d}": genome[s:s + read_len] for k, s in enumerate(starts)}


ENTRY = "overlap_graph"
CALLS = [
    (sample(2500, 180, 60), 12),
    (sample(1200, 110, 80), 20),
    ({}, 10),
    ({"only": "ACGTACGTTA"}, 3),
    ({"a": "TTACG", "b": "ACGGA", "c": "GGATT", "d": "AC"}, 2),
]
