text = "abacabadabacaba"
CALLS = [(text,), ("",), ("xyzzy",)]
# %% nested [function longest]
def is_palindrome(s):
    return s == s[::-1]


def longest(seq):
    best = ""
    for i in range(len(seq)):
        for j in range(i + 1, len(seq) + 1):
            sub = seq[i:j]
            if is_palindrome(sub):
                # longer than before
                if len(sub) > len(best):
                    best = sub
    return best
# %% in one test [function distinct]
def distinct(seq):
    most = 0
    for i in range(len(seq)):
        for j in range(i, len(seq)):
            if len(set(seq[i:j + 1])) == j - i + 1 and j - i + 1 > most:
                most = j - i + 1
    return most
# %% by a slice [function mirrored]
def mirrored(seq):
    best = ""
    for i in range(len(seq)):
        for j in range(i + 1, len(seq) + 1):
            if seq[i:j] == seq[i:j][::-1] and j - i > len(best):
                best = seq[i:j]
    return best
# %% a remainder [function sums]
def prime(n):
    for d in range(2, n):
        if n % d == 0:
            return False
    return n > 1


def sums(text):
    found = []
    for n in range(len(text) * 9):
        if prime(n) and n % 4 == 1:
            found.append(n)
    return found
