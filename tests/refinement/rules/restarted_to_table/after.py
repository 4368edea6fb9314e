CALLS = [([5, 3, 9, 0, 5, 12],), ([],), ([1],), ([-2, 2, 1],)]
STDIN = ["3\n5 2\n9 9\n4 7\n", "1\n0 0\n"]
# %% a factorial and its remainder [program]
MOD = 998244353


fact_known = [1]


def fact(n):
    f = fact_known[-1]
    for i in range(len(fact_known) + 1, n + 1):
        f = f * i % MOD
        fact_known.append(f)
    f = fact_known[max(n - 1, 0)]
    return f


def choose(n, k):
    if k < 0 or k > n:
        return 0
    return fact(n) * pow(fact(k) * fact(n - k), MOD - 2, MOD) % MOD


for _ in range(int(input())):
    n, k = map(int, input().split())
    print(choose(n, k))
# %% two numbers are carried, and one is kept for a moment [function numbers]
fib_known = [(0, 1)]


def fib(n):
    # the next one
    a, b = fib_known[-1]
    for _ in range(len(fib_known) - 1, n):
        c = a + b
        a = b
        b = c
        fib_known.append((a, b))
    a, b = fib_known[max(n, 0)]
    return a


def numbers(ends):
    return [fib(n) for n in ends]
# %% within the loop over the ends [function totals]
def is_odd(k):
    return k % 2 == 1


def totals(ends):
    found = []
    count_known = [(0, 0)]
    for end in ends:
        count, total = count_known[-1]
        for i in range(len(count_known), end):
            if is_odd(i):
                count += 1
                for c in str(i):
                    total += int(c)
            count_known.append((count, total))
        count, total = count_known[max(end - 1, 0)]
        found.append((total, count))
    return found
