"""Number-theory hobbyist: the longest Collatz chain below n, with a cache.

expect: nothing
about: even starts are one lookup and every odd start stops at the first known value; the chain itself is sequential
"""
# %% function
def longest_collatz(limit):
    length = [0] * (limit + 1)
    length[1] = 1
    best, best_len = 1, 1
    for start in range(2, limit + 1):
        if not start & 1:
            total = length[start >> 1] + 1
        else:
            n = start
            steps = 0
            while n >= start:
                if n & 1:
                    n = (3 * n + 1) >> 1
                    steps += 2
                else:
                    n >>= 1
                    steps += 1
            total = steps + length[n]
        length[start] = total
        if total > best_len:
            best, best_len = start, total
    return best, best_len

# %% calls
ENTRY = "longest_collatz"
CALLS = [(10,), (1000,), (9999,), (30000,)]
