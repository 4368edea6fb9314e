import math


def prime(n):
    if n < 2:
        return False
    for i in range(2, int(math.sqrt(n)) + 1):
        if n % i == 0:
            return False
    return True


def goldbach_table(limit):
    if limit < 4:
        return {}
    sieve = bytearray([1]) * (limit + 1)
    sieve[0:2] = b"\0\0"
    for i in range(2, math.isqrt(limit) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, limit + 1, i)))
    odd_primes = [p for p in range(3, limit + 1, 2) if sieve[p]]
    table = {4: (2, 2)}
    for n in range(6, limit + 1, 2):
        for p in odd_primes:
            if sieve[n - p]:
                table[n] = (p, n - p)
                break
    return table
