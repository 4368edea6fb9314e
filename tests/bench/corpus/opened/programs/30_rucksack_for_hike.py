"""Contest (hiking): items with weight and value, each once; best value within the limit and how many items an optimal table walk-back takes.

expect: faster
about: ordinary two-dimensional table at module level with indexing by [i-1][w] in the inner loop; rows bound to names inside a function are faster
"""
# %% program
n, limit = map(int, input().split())
weights = []
values = []
for _ in range(n):
    wi, vi = map(int, input().split())
    weights.append(wi)
    values.append(vi)

dp = [[0] * (limit + 1) for _ in range(n + 1)]
for i in range(1, n + 1):
    for w in range(limit + 1):
        dp[i][w] = dp[i - 1][w]
        if w >= weights[i - 1]:
            dp[i][w] = max(dp[i][w], dp[i - 1][w - weights[i - 1]] + values[i - 1])

w = limit
taken = 0
for i in range(n, 0, -1):
    if dp[i][w] != dp[i - 1][w]:
        taken += 1
        w -= weights[i - 1]
print(dp[n][limit], taken)
# %% inputs
import random

rng = random.Random(3030)


def make(n, limit):
    return f"{n} {limit}\n" + "\n".join(f"{rng.randint(1, 120)} {rng.randint(1, 400)}" for _ in range(n)) + "\n"


INPUTS = [make(3, 50), make(20, 300), make(150, 5200)]
