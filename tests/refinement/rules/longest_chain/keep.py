STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n"]
# %% falling texts [program]
n = int(input())
a = list(input().split())
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] > a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(dp)
# %% lengths start otherwise [program]
n = int(input())
a = list(map(int, input().split()))
dp = [0] * n
for i in range(n):
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(dp)
# %% sums, not lengths [program]
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + a[i])
print(dp)
# %% lengths change elsewhere [program]
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
    dp[0] = 5
print(dp)
# %% some places are left out [program]
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(n):
    if i % 2:
        continue
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(dp)
# %% floats [program]
n = int(input())
a = list(map(float, input().split()))
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(dp)
# %% from the second place on [program]
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(2, n):
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(dp)
