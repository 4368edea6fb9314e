"""Statistics tutor: each question 'n k' asks in how many ways a committee of k among n can be chosen, modulo 998244353; some ask twice.

expect: faster
about: three factorials are multiplied up from 1 for each question; a table (factorials and inverse factorials) is made once
"""
# %% program
import sys

MOD = 998244353


def fact(n):
    f = 1
    for i in range(2, n + 1):
        f = f * i % MOD
    return f


def choose(n, k):
    if k < 0 or k > n:
        return 0
    return fact(n) * pow(fact(k), MOD - 2, MOD) * pow(fact(n - k), MOD - 2, MOD) % MOD


def main():
    lines = sys.stdin.read().split('\n')
    q = int(lines[0])
    acc = 0
    for i in range(1, q + 1):
        n, k = map(int, lines[i].split())
        c = choose(n, k)
        acc ^= c
        print(c)
    print('xor', acc)


if __name__ == '__main__':
    main()
# %% inputs
import random

rng = random.Random(2424)


def make(q, top):
    out = [str(q)]
    for _ in range(q):
        n = rng.randint(1, top)
        out.append(f"{n} {rng.randint(0, n + 1)}")
    return "\n".join(out)


INPUTS = [make(4, 9), make(50, 300), make(900, 9000)]
