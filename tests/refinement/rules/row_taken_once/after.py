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
        a_i_minus_1 = a[i - 1]
        table_i = table[i]
        table_i_minus_1 = table[i - 1]
        for j in range(1, len(b) + 1):
            if a_i_minus_1 == b[j - 1]:
                table_i[j] = table_i_minus_1[j - 1] + 1
            else:
                table_i[j] = max(table_i_minus_1[j], table_i[j - 1])
    return table


answer = distance("kitten", "sitting")
# %% a table that grows row by row [function longest]
def longest(a, b):
    m, n = len(a), len(b)
    table = []
    for i in range(m + 1):
        table.append([0] * (n + 1))
    for i in range(m - 1, -1, -1):
        a_i = a[i]
        table_i = table[i]
        table_i_plus_1 = table[i + 1]
        for j in range(n - 1, -1, -1):
            if a_i == b[j]:
                table_i[j] = table_i_plus_1[j + 1] + 1
    return table
# %% rows that are given
def product(one, two):
    out = [[0 for _ in range(len(two[0]))] for _ in range(len(one))]
    for i in range(len(one)):
        out_i = out[i]
        one_i = one[i]
        for j in range(len(two[0])):
            for k in range(len(two)):
                out_i[j] += one_i[k] * two[k][j]
    return out


answer = product(left, right)
# %% a row that each round asks for first
def first_large(rows, at, n):
    rows_at = rows[at] if n > 0 else None
    for j in range(n):
        if rows_at[j] > 4:
            return j
    return None


answer = [first_large(right, 0, 6), first_large(right, 1, 6), first_large(right, 9, 0)]
# %% one list under two names
def paired(rows, others, n):
    found = []
    for i in range(len(rows)):
        others.pop()
        rows_i = rows[i] if n > 0 else None
        for j in range(n):
            found.append(rows_i[j])
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
        a_i = a[i] if m > 0 else None
        seen_i = seen[i]
        for j in range(m):
            if a_i == b[j]:
                seen_i[j + 1] = 1
    return seen
