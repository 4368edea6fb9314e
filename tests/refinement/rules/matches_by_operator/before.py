left = [i * i % 7 for i in range(40)]
right = [i % 7 for i in range(50)]
CALLS = [("abcde", "abxde"), ("", "x"), ("abcd", "ab"), ("ab", "abcd")]
# %% pairs
distance = sum(1 for x, y in zip(left, right) if x != y)
# %% truth values, by places
same = sum(left[i] == right[i] for i in range(len(left)))
# %% loops; raises [function distances]
def distances(a, b):
    n = 0
    for x, y in zip(a, b):
        if x != y:
            n += 1
    m = 0
    for i in range(len(a)):
        if a[i] == b[i]:  # alike
            m += 1
    return n, m
# %% the length of a list [function common]
def common(a, b):
    return len([x for x, y in zip(a, b) if y == x]) / max(len(a), 1)
