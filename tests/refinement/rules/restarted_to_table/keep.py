CALLS = [([5, 3, 9, 0, 5, 12],), ([],), ([1],), ([-2, 2, 1],)]
STDIN = ["3\n5 2\n9 9\n4 7\n"]
# %% the step hangs on the end [function parts]
def parts(ends):
    found = []
    for n in ends:
        total = 0
        for i in range(1, n):
            total += n % i
        found.append(total)
    return found
# %% floats [function harmonic]
def harmonic(ends):
    found = []
    for n in ends:
        total = 0.0
        for i in range(1, n):
            total += 1 / i
        found.append(total)
    return found
# %% it may end before [function searched]
def searched(ends):
    found = []
    for n in ends:
        total = 0
        for i in range(1, n):
            total += i
            if total > 20:
                break
        found.append(total)
    return found
# %% numbers that grow by factors [function products]
def products(ends):
    found = []
    for n in ends:
        product = 1
        for i in range(1, n):
            product *= i
        found.append(product)
    return found
# %% called once [function once]
def total_to(n):
    total = 0
    for i in range(1, n):
        total += i
    return total


def once(ends):
    return total_to(len(ends))
# %% another start each time [function started]
def started(ends):
    found = []
    for n in ends:
        total = n
        for i in range(1, n):
            total += i
        found.append(total)
    return found
# %% what is read changes [function weighed]
def weighed(ends):
    found = []
    weight = 1
    for n in ends:
        total = 0
        for i in range(1, n):
            total += i * weight
        weight += 1
        found.append(total)
    return found
# %% an effect [function noted]
def noted(ends):
    found = []
    for n in ends:
        total = 0
        for i in range(1, n):
            total += i
            found.append(i)
        found.append(total)
    return found
# %% the last number is read afterwards [function last]
def last(ends):
    found = []
    i = 0
    for n in ends:
        total = 0
        for i in range(1, n):
            total += i
        found.append(total + i)
    return found
# %% a function that reads what changes [program]
def weighed(i):
    total = 0
    for k in range(3):
        total += i * weight + k
    return total


weight = 1
for _ in range(int(input())):
    n = int(input().split()[0])
    total = 0
    for i in range(1, n):
        total += weighed(i)
    weight += 1
    print(total)
