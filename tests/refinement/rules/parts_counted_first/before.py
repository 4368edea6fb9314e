reads = ["ACGTACGT", "acgtnacg", "GTAC", "AC", "", "ACGTACGA"]
genome = "ACGTACGTTTACG" * 3
texts = ["Der Hund, die Katze", "die katze. der hund", "", "Hund hund Hund,"]
stop = {"der"}
pairs = {"A": "T", "C": "G", "G": "C", "T": "A", "N": "N"}
CALLS = [(["b a B", "a"], 1), ([], 1), (["xyx xx"], 2)]
# %% windows of many texts
k = 3

def turned(seq):
    result = ""
    for base in seq:
        result = pairs[base] + result
    return result

counts = {}
skipped = 0
for read in reads:
    read = read.upper()
    for i in range(len(read) - k + 1):
        kmer = read[i:i + k]
        # unknown letters
        if "N" in kmer:
            skipped += 1
            continue
        other = turned(kmer)
        if other < kmer:
            kmer = other
        if kmer in counts.keys():
            counts[kmer] = counts[kmer] + 1
        else:
            counts[kmer] = 1
for kmer in counts:
    skipped += counts[kmer]
# %% windows of one text, without a name
from collections import defaultdict
def turned(seq):
    return "".join(pairs[base] for base in reversed(seq))

def least(seq):
    return min(seq, turned(seq))

found = defaultdict(int)
for i in range(len(genome) - 4):
    found[least(genome[i:i + 4])] += 1
totals = dict(found)
# %% words of lines
from collections import Counter
found = Counter()
seen = set()
for line in texts:
    if not line:
        continue
    for w in line.split():
        w = w.lower().strip(".,")
        if w not in stop:
            seen.add(w)
            found[w] += 1
# %% pairs of neighbours
def clean(word):
    return word.lower().strip(".,")

found = {}
total = 0
for line in texts:
    words = line.split()
    for a, b in zip(words, words[1:]):
        a, b = clean(a), clean(b)
        total += 1
        found[a + b] = found.get(a + b, 0) + 1
# %% only the inner of the loops around [function windows]
def windows(texts, k):
    rows = []
    for size in (k, k + 1):
        found = {}
        for text in texts:
            for i in range(0, len(text) - size + 1):
                part = text[i:i + size]
                kind = part.lower() == part[::-1].lower()
                if kind not in found:
                    found[kind] = 0
                found[kind] += 1
        rows.append(found)
    return rows
