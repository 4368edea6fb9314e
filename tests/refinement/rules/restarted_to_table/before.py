CALLS = [([5, 3, 9, 0, 5, 12],), ([],), ([1],), ([-2, 2, 1],)]
STDIN = ["3\n5 2\n9 9\n4 7\n", "1\n0 0\n"]
# %% a factorial and its remainder [program]
MOD = 998244353


def fact(n):
    f = 1
    for i in range(2, n + 1):
        f = f * i % MOD
    return f


def choose(n, k):
    if k < 0 or k > n:
        return 0
    return fact(n) * pow(fact(k) * fact(n - k), MOD - 2, MOD) % MOD


for _ in range(int(input())):
    n, k = map(int, input().split())
    print(choose(n, k))
# %% two numbers are carried, and one is kept for a moment [function numbers]
def fib(n):
    a, b = 0, 1
    for _ in range(n):
        # the next one
        c = a + b
        a = b
        b = c
    return a


def numbers(ends):
    return [fib(n) for n in ends]
# %% within the loop over the ends [function totals]
def is_odd(k):
    return k % 2 == 1


def totals(ends):
    found = []
    for end in ends:
        count = 0
        total = 0
        for i in range(1, end):
            if is_odd(i):
                count += 1
                for c in str(i):
                    total += int(c)
        found.append((total, count))
    return found
