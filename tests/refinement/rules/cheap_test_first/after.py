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
            # longer than before
            if len(sub) > len(best):
                if is_palindrome(sub):
                    best = sub
    return best
# %% in one test [function distinct]
def distinct(seq):
    most = 0
    for i in range(len(seq)):
        for j in range(i, len(seq)):
            if j - i + 1 > most and len(set(seq[i:j + 1])) == j - i + 1:
                most = j - i + 1
    return most
# %% by a slice [function mirrored]
def mirrored(seq):
    best = ""
    for i in range(len(seq)):
        for j in range(i + 1, len(seq) + 1):
            if j - i > len(best) and seq[i:j] == seq[i:j][::-1]:
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
        if n % 4 == 1 and prime(n):
            found.append(n)
    return found
