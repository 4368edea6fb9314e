limit = 60
# %% a chain that is kept
longest = []
for k in range(1, limit):
    n = k
    chain = 1
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        chain += 1
        path.append(n)
    longest = max(longest, path, key=len)
# %% floats
for k in range(1, limit):
    n = k
    chain = 1
    while n > 1:
        n = n / 2
        chain += 1
# %% a greatest number, which doesn't add up
for k in range(1, limit):
    n = k
    top = n
    chain = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        chain += 1
        if n > top:
            top = n
# %% a limit of rounds
for k in range(1, limit):
    n = k
    chain = 0
    while n != 1 and chain < 20:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        chain += 1
# %% one chain
n = 27
chain = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    chain += 1
# %% a step that hangs on something else
for k in range(2, limit):
    n = k
    chain = 0
    while n > 1:
        n = n - k // 2
        chain += 1
# %% a counter of floats
for k in range(1, limit):
    n = k
    weight = 0.0
    while n > 1:
        n = n // 2
        weight += 0.1
# %% a function of which nothing is known
def chain_of(n):
    count = 0
    while n > 1:
        n = n // 2
        count += 1
    return count

best = max([7, 9, 8.0], key=chain_of)
# %% a round that may be the last
for k in range(1, limit):
    n = k
    chain = 0
    while n > 1:
        if n == 16:
            break
        n = n // 2
        chain += 1
