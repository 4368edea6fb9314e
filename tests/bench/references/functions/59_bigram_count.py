from collections import Counter
from operator import itemgetter


def top_bigrams(text, n):
    tokens = text.lower().split()
    pairs = Counter(zip(tokens, tokens[1:]))
    freq = list(zip(map(" ".join, pairs), pairs.values()))
    freq.sort()
    freq.sort(key=itemgetter(1), reverse=True)
    return freq[:n]
