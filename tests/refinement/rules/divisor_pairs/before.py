n = 36
CALLS = [(n,) for n in [-4, 0, 1, 2, 7, 12, 36, 97, 100]]
# %% a cell
divisors = [i for i in range(1, n + 1) if n % i == 0]
# %% a function [function divisors]
def divisors(n):
    return [d for d in range(1, n + 1) if not n % d]
# %% perfect numbers [function perfect]
def perfect(n):
    return sum(d for d in range(1, n) if n % d == 0) == n
# %% how many [function count]
def count(n):
    total = len([d for d in range(1, n + 1) if n % d == 0])
    return total
# %% added up by a loop [function added]
def added(n):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
    return total
# %% counted and collected by loops [function collected]
def collected(n):
    count = 0
    for k in range(1, n + 1):
        if not n % k:
            count = count + 1
    found = []
    for i in range(2, n // 2 + 1):
        if n % i == 0:
            found.append(i)
    halves = 1
    for i in range(1, n // 2 + 1):
        if n % i == 0:
            halves += i
    for i in range(2, n):
        if n % i == 0:
            halves += 1
    return count, found, halves
# %% other work for each divisor [function shapes]
def shapes(n):
    found = []
    for a in range(1, n + 1):
        if n % a == 0:
            b = n // a
            if a <= b:
                found.append((a, b))
    return found
# %% other numbers skipped [function skipped]
def skipped(n):
    best = 0
    for a in range(1, n):
        if n % a != 0:
            continue
        best = best * 2 + a
    return best
# %% a further condition [function odd]
def odd(n):
    total = 0
    for d in range(1, n + 1):
        if n % d == 0 and d % 2 == 1:
            total += d
    return total
