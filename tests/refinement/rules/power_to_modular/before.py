CALLS = [(3, 5, 7), (0, 0, 1), (-2, 9, 5), (10, 30, -7), (5, 1, 1), (7, 0, 3)]
base = 123
exponents = [0, 5, 40]
# %% in one expression [function last]
def last(a, b, m):
    return a ** b % m
# %% by pow, in a loop
ends = []
for x in exponents:
    ends.append(pow(base, x) % 1000)
# %% step by step [function step]
def step(a, b, m):
    r = 1
    for _ in range(b):
        r = r * a % (m * 10 + 1)
    return f"{r}"
# %% with a name for the power [function named]
def named(a, b, m):
    power = a ** b
    return power % m
