limit = 60
# %% chains of a cell
longest = 0
lengths = {}
for start in range(1, limit):
    n = start
    steps = 1
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    lengths[start] = steps
    longest = max(longest, steps)
# %% a function that is called for many
def chain(n):
    count = 0
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count = count + 1
    return count

counts = [chain(k) for k in range(-3, limit)]
# %% two counters, and what the number is at last
last = []
for k in range(limit):
    m = k
    odd = 0
    even = 5
    while m > 2:
        if m % 2:
            odd += m % 5
            m = m * 3 + 1
        else:
            even += 1
            m //= 2
    last.append((m, odd, even))
