reads = ["ACGTACGT", "acgtnacg", "GTAC", "AC", "", "ACGTACGA"]
genome = "ACGTACGTTTACG" * 3
texts = ["Der Hund, die Katze", "die katze. der hund", "", "Hund hund Hund,"]
stop = {"der"}
pairs = {"A": "T", "C": "G", "G": "C", "T": "A", "N": "N"}
CALLS = [(["b a B", "a"], 1), ([], 1), (["xyx xx"], 2)]
# %% windows of many texts
from collections import Counter
k = 3

def turned(seq):
    result = ""
    for base in seq:
        result = pairs[base] + result
    return result

counts = {}
skipped = 0
kmer_counts = Counter()
for read in reads:
    read = read.upper()
    # unknown letters
    kmer_counts.update(read[i:i + k] for i in range(len(read) - k + 1))
for kmer_each, kmer_count in kmer_counts.items():
    if "N" in kmer_each:
        skipped += kmer_count
        continue
    other_each = turned(kmer_each)
    if other_each < kmer_each:
        kmer_each = other_each
    if kmer_each in counts.keys():
        counts[kmer_each] = counts[kmer_each] + kmer_count
    else:
        counts[kmer_each] = kmer_count
for kmer in counts:
    skipped += counts[kmer]
# %% windows of one text, without a name
from collections import defaultdict
from collections import Counter

def turned(seq):
    return "".join(pairs[base] for base in reversed(seq))

def least(seq):
    return min(seq, turned(seq))

found = defaultdict(int)
for part, part_count in Counter(genome[i:i + 4] for i in range(len(genome) - 4)).items():
    found[least(part)] += part_count
totals = dict(found)
# %% words of lines
from collections import Counter
found = Counter()
seen = set()
w_counts = Counter()
for line in texts:
    if not line:
        continue
    w_counts.update(line.split())
for w_each, w_count in w_counts.items():
    w_each = w_each.lower().strip(".,")
    if w_each not in stop:
        seen.add(w_each)
        found[w_each] += w_count
# %% pairs of neighbours
from collections import Counter

def clean(word):
    return word.lower().strip(".,")

found = {}
total = 0
a_b_counts = Counter()
for line in texts:
    words = line.split()
    a_b_counts.update(zip(words, words[1:]))
for (a_each, b_each), a_b_count in a_b_counts.items():
    a_each, b_each = clean(a_each), clean(b_each)
    total += a_b_count
    found[a_each + b_each] = found.get(a_each + b_each, 0) + a_b_count
# %% only the inner of the loops around [function windows]
from collections import Counter

def windows(texts, k):
    rows = []
    for size in (k, k + 1):
        found = {}
        part_counts = Counter()
        for text in texts:
            part_counts.update(text[i:i + size] for i in range(0, len(text) - size + 1))
        for part, part_count in part_counts.items():
            kind = part.lower() == part[::-1].lower()
            if kind not in found:
                found[kind] = 0
            found[kind] += part_count
        rows.append(found)
    return rows
