"""Error-correction lab: minimum Hamming distance of a set of code words.

expect: faster
about: bit-by-bit shifting loop for each pair; xor and bit_count (or bin().count) does it in C
"""
# %% function
def hamming(a, b):
    distance = 0
    while a > 0 or b > 0:
        if a % 2 != b % 2:
            distance = distance + 1
        a = a // 2
        b = b // 2
    return distance


def min_distance(codewords):
    smallest = None
    for i in range(len(codewords)):
        for j in range(len(codewords)):
            if i != j:
                d = hamming(codewords[i], codewords[j])
                if smallest is None or d < smallest:
                    smallest = d
    return smallest

# %% calls
import random
_r = random.Random(65)
ENTRY = "min_distance"
CALLS = [([0, 7, 25, 30],), ([_r.getrandbits(16) for _ in range(40)],), ([_r.getrandbits(32) for _ in range(60)],), ([5],), ([_r.getrandbits(64) for _ in range(35)],)]
