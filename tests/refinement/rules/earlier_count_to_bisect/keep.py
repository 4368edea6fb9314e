STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n"]
# %% the list changes [program]
n = int(input())
p = list(map(int, input().split()))
swaps = 0
for i in range(n):
    for j in range(i + 1, n):
        if p[i] > p[j]:
            swaps += 1
    p[i] += 1
print(swaps)
# %% floats [program]
n = int(input())
p = list(map(float, input().split()))
swaps = 0
for i in range(n):
    for j in range(i + 1, n):
        if p[i] > p[j]:
            swaps += 1
print(swaps)
# %% downwards [program]
n = int(input())
p = list(map(int, input().split()))
swaps = 0
for i in range(n - 1, -1, -1):
    for j in range(i + 1, n):
        if p[i] > p[j]:
            swaps += 1
print(swaps)
# %% something else is done [program]
n = int(input())
p = list(map(int, input().split()))
swaps = 0
for i in range(n):
    for j in range(i + 1, n):
        if p[i] > p[j]:
            swaps += p[i]
print(swaps)
# %% what is compared with changes [program]
n = int(input())
p = list(map(int, input().split()))
swaps = 0
for i in range(n):
    for j in range(i + 1, n):
        if p[j] > swaps:
            swaps += 1
print(swaps)
# %% the last place is read [program]
n = int(input())
p = list(map(int, input().split()))
swaps = 0
for i in range(n - 1):
    for j in range(i + 1, n):
        if p[i] > p[j]:
            swaps += 1
    print(j)
# %% the variable is moved [program]
n = int(input())
p = list(map(int, input().split()))
swaps = 0
for i in range(n):
    i = 0
    for j in range(i + 1, n):
        if p[i] > p[j]:
            swaps += 1
print(swaps)
