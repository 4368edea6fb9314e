import numpy as np

left = [[1, 2], [3, 4], [5, 6]]
right = [[7, 8, 9, 1, 2, 3], [1, 2, 3, 1, 2, 3]]
costs = [3, 1, 4, 1, 5, 9, 2, 6]
counts = {"a": [1, 2, 3, 4, 5, 6]}

CALLS = [("kitten", "sitting"), ("", "abc"), ("abcabcabc", "")]
# %% a table made before
def distance(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])
    return table


answer = distance("kitten", "sitting")
# %% a table that grows row by row [function longest]
def longest(a, b):
    m, n = len(a), len(b)
    table = []
    for i in range(m + 1):
        table.append([0] * (n + 1))
    for i in range(m - 1, -1, -1):
        for j in range(n - 1, -1, -1):
            if a[i] == b[j]:
                table[i][j] = table[i + 1][j + 1] + 1
    return table
# %% rows that are given
def product(one, two):
    out = [[0 for _ in range(len(two[0]))] for _ in range(len(one))]
    for i in range(len(one)):
        for j in range(len(two[0])):
            for k in range(len(two)):
                out[i][j] += one[i][k] * two[k][j]
    return out


answer = product(left, right)
# %% a row that each round asks for first
def first_large(rows, at, n):
    for j in range(n):
        if rows[at][j] > 4:
            return j
    return None


answer = [first_large(right, 0, 6), first_large(right, 1, 6), first_large(right, 9, 0)]
# %% one list under two names
def paired(rows, others, n):
    found = []
    for i in range(len(rows)):
        others.pop()
        for j in range(n):
            found.append(rows[i][j])
    return found


doubled = list(left)
try:
    answer = paired(doubled, doubled, 0)
except IndexError:
    answer = None
# %% as many rows as a number that is read [function reached]
def reached(a, b):
    n, m = map(len, [a, b])
    seen = [[0] * (m + 1) for _ in range(n)]
    for i in range(n):
        for j in range(m):
            if a[i] == b[j]:
                seen[i][j + 1] = 1
    return seen
