CALLS = [(3, 5, 7), (2, 9, 5)]
ratio = 1.5
base = 3
# %% not whole
x = ratio ** base % 7
# %% a small power
x = base ** 2 % 7
# %% unknown
def last(a, b, m):
    return a ** b % m
# %% the counter takes part [function odd]
def odd(a, b, m):
    r = 1
    for i in range(b):
        r = r * i % m
    return r
# %% something else is done [function noted]
def noted(a, b, m):
    r = 1
    for _ in range(b):
        r = r * a % m
        print(r)
    return r
# %% a modulus that is worked out each time [function moving]
def moving(a, b, m):
    r = 1
    for _ in range(b):
        r = r * a % len(str(r))
    return r
# %% pow is something else
pow = max
x = pow(base, base) % 7
# %% the power is used twice [function twice]
def twice(a, b, m):
    power = a ** b
    return power % m + power
# %% something comes first [function first]
def first(a, b, m):
    power = a ** b
    return print(m) or power % m
