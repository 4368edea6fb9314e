'''A biology student counts 7-mers of sequencing reads, together with their reverse complements.

expect: faster
about: the reverse complement is built letter by letter for each position; an expert reverses a read once with str.translate, or keeps a cache of canonical k-mers, and counts with Counter
'''
# %% setup
import random

rnd = random.Random(23)
_genome = "".join(rnd.choice("ACGT") for _ in range(20000))
reads = []
for _k in range(3000):
    _s = rnd.randrange(0, 19900)
    _r = list(_genome[_s:_s + rnd.randrange(60, 110)])
    if rnd.random() < 0.2:
        _r[rnd.randrange(len(_r))] = "N"
    reads.append("".join(_r) if rnd.random() < 0.9 else "".join(_r).lower())
reads.append("ACG")

# %% cell
k = 7

def revcomp(seq):
    result = ""
    for base in seq:
        if base == "A":
            result = "T" + result
        elif base == "T":
            result = "A" + result
        elif base == "G":
            result = "C" + result
        elif base == "C":
            result = "G" + result
        else:
            result = "N" + result
    return result

counts = {}
skipped = 0
for read in reads:
    read = read.upper()
    for pos in range(0, len(read) - k + 1):
        kmer = read[pos:pos + k]
        if "N" in kmer:
            skipped += 1
            continue
        rc = revcomp(kmer)
        if rc < kmer:
            kmer = rc
        if kmer in counts.keys():
            counts[kmer] = counts[kmer] + 1
        else:
            counts[kmer] = 1

spectrum = {}
for kmer in counts:
    n = counts[kmer]
    spectrum[n] = spectrum.get(n, 0) + 1
print(len(counts), "different k-mers,", skipped, "skipped")
print(sorted(spectrum.items())[:10])
top = sorted(counts.items(), key=lambda t: (-t[1], t[0]))[:5]
