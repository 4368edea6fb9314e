CALLS = [(v,) for v in [-4, 0, 1, 2, 7, 12, 36]]
n = 36
m = 50
x = 36.0
numbers = [4, 6]
# %% multiples
found = [d for d in range(1, n + 1) if d % n == 0]
# %% up to another number
found = [d for d in range(1, m) if n % d == 0]
# %% a further condition
found = [d for d in range(1, n + 1) if n % d == 0 if d > 3]
# %% something made of them
found = [d * d for d in range(1, n + 1) if n % d == 0]
# %% for each of some
found = {k: [d for d in range(1, k + 1) if k % d == 0] for k in numbers}
# %% floats
try:
    found = [d for d in range(1, x + 1) if x % d == 0]
except TypeError:
    found = []
# %% a remainder of one
found = [d for d in range(1, n + 1) if n % d == 1]
# %% asked only sometimes
found = [d for d in range(1, n + 1) if n % d == 0] if m > 60 else []
# %% a loop to another end [function ended]
def ended(n):
    total = 0
    for d in range(1, n - 1):
        if n % d == 0:
            total += d
    return total
# %% a loop's variable is read afterwards [function read]
def read(n):
    total = d = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
    return total, d
# %% the number changes in the loop [function reduced]
def reduced(n):
    for d in range(1, n):
        if n % d == 0:
            n += d
    return n
# %% others are looked at too [function more]
def more(n):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
        else:
            total -= 1
    return total
# %% the first divisor is enough [function least]
def least(n):
    for d in range(2, n + 1):
        if n % d == 0:
            return d
    return 1
# %% the loop may be left early [function early]
def early(n):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
            if total > 20:
                break
    return total
# %% a loop to another number's end [function other]
def other(x):
    total = 0
    n = x // 3
    for d in range(1, n):
        if x % d == 0:
            total += d
    return total
