import sys
from bisect import bisect_left, bisect_right
from itertools import compress

MOST_SIEVED = 5_000_000


def primes_to(top):
    sieve = bytearray([1]) * (top + 1)
    sieve[:2] = bytes(min(2, top + 1))
    i = 2
    while i * i <= top:
        if sieve[i]:
            sieve[i * i::i] = bytes((top - i * i) // i + 1)
        i += 1
    return list(compress(range(top + 1), sieve))


def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def main():
    q = int(input())
    asked = list(map(int, sys.stdin.read().split()))
    questions = list(zip(asked[:2 * max(q, 0):2], asked[1::2]))
    top = max((b for a, b in questions if b <= MOST_SIEVED), default=1)
    primes = primes_to(max(top, 1))
    said = []
    for a, b in questions:
        if b <= MOST_SIEVED:
            start, stop = bisect_left(primes, a), bisect_right(primes, b)
            found = primes[start:stop] if b >= a else []
        else:
            found = [x for x in range(a, b + 1) if is_prime(x)]
        said.append(f"{len(found)} {found[-1] if found else None}\n")
    sys.stdout.write("".join(said))
    if len(said) < q:
        raise EOFError("a question is missing")


main()
