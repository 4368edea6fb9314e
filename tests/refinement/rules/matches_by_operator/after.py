left = [i * i % 7 for i in range(40)]
right = [i % 7 for i in range(50)]
CALLS = [("abcde", "abxde"), ("", "x"), ("abcd", "ab"), ("ab", "abcd")]
# %% pairs
from operator import ne
distance = sum(map(ne, left, right))
# %% truth values, by places
from operator import eq
same = (sum(map(eq, left, right)) if len(left) <= len(right) else sum(left[i] == right[i] for i in range(len(left))))
# %% loops; raises [function distances]
from operator import ne
from operator import eq

def distances(a, b):
    n = 0
    n += sum(map(ne, a, b))
    m = 0
    if len(a) <= len(b):
        m += sum(map(eq, a, b))
    else:
        for i in range(len(a)):
            if a[i] == b[i]:  # alike
                m += 1
    return n, m
# %% the length of a list [function common]
from operator import eq

def common(a, b):
    return sum(map(eq, a, b)) / max(len(a), 1)
