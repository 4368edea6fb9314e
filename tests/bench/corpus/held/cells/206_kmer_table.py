"""Biology student counts k-mers in reads and looks for overrepresented ones.

expect: faster
about: builds a list of all k-mers and calls list.count for every different one; Counter.
"""
# %% setup
import random

random.seed(42)
motif = "ACGTTGCA"
reads = []
for _ in range(340):
    s = "".join(random.choice("ACGT") for _ in range(70))
    if random.random() < 0.4:
        p = random.randint(0, 60)
        s = s[:p] + motif + s[p + 8:]
    if random.random() < 0.1:
        s = s[:20] + "N" + s[21:]
    reads.append(s)

# %% cell
k = 5
kmers = []
for read in reads:
    for i in range(len(read) - k + 1):
        kmer = read[i:i+k]
        if "N" not in kmer:
            kmers.append(kmer)

counts = {}
for kmer in sorted(set(kmers)):
    counts[kmer] = kmers.count(kmer)

def revcomp(s):
    out = ""
    for c in s:
        out = {"A": "T", "C": "G", "G": "C", "T": "A"}[c] + out
    return out

# merge both strands
canonical = {}
for kmer in counts:
    rc = revcomp(kmer)
    key = min(kmer, rc)
    if key not in canonical:
        canonical[key] = 0
    canonical[key] += counts[kmer]

expected = len(kmers) / 4 ** k
top = sorted(canonical.items(), key=lambda kv: (-kv[1], kv[0]))[:10]
for kmer, c in top:
    print(kmer, c, round(c / expected, 2))
