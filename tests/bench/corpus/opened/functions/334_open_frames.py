"""A biotech trainee lists the open reading frames on both strands that are longer than a minimum.

expect: faster
about: the complement is built by string concatenation, all starts are searched to their stop again, doubles found in a list; one scan per frame
"""

# %% function
def reverse_complement(seq):
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


def find_orfs(seq, min_codons=30):
    seq = seq.upper().replace("U", "T")
    stops = ["TAA", "TAG", "TGA"]
    found = []
    ends = []
    for strand in ["+", "-"]:
        s = seq if strand == "+" else reverse_complement(seq)
        for start in range(0, len(s) - 2):
            if s[start:start + 3] != "ATG":
                continue
            pos = start
            codons = []
            complete = False
            while pos + 3 <= len(s):
                codon = s[pos:pos + 3]
                if codon in stops:
                    complete = True
                    break
                codons.append(codon)
                pos += 3
            if not complete:
                continue
            # a shorter one inside a longer one with the same stop doesn't count
            if (strand, pos) in ends:
                continue
            ends.append((strand, pos))
            if len(codons) >= min_codons:
                found.append((strand, start, pos + 3, len(codons), "".join(codons)[:12]))
    found.sort(key=lambda f: (-f[3], f[0], f[1]))
    return found

# %% calls
import random

r = random.Random(334)


def dna(n, weights=(28, 22, 28, 22)):
    return "".join(r.choices("ACGT", weights, k=n))


ENTRY = "find_orfs"
CALLS = [("",), ("ATGAAATAG", 1), ("augGCCNNNtaa" * 5, 2), (dna(60000),), (dna(90000, (20, 30, 30, 20)), 60), (dna(45000).lower(), 45)]
