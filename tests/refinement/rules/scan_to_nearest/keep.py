STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n"]
# %% the list changes [program]
n = int(input())
days = list(map(int, input().split()))
for i in range(n):
    for j in range(i + 1, n):
        if days[j] > days[i]:
            days[j] -= 1
            break
print(*days)
# %% floats, which may be no numbers [program]
n = int(input())
days = list(map(float, input().split()))
wait = [0] * n
for i in range(n):
    for j in range(i + 1, n):
        if days[j] > days[i]:
            wait[i] = j - i
            break
print(*wait)
# %% another condition [program]
n = int(input())
days = list(map(int, input().split()))
wait = [0] * n
for i in range(n):
    for j in range(i + 1, n):
        if days[j] > days[i] and j % 2:
            wait[i] = j - i
            break
print(*wait)
# %% the place is read afterwards [program]
n = int(input())
days = list(map(int, input().split()))
j = 0
for i in range(n):
    for j in range(i + 1, n):
        if days[j] > days[i]:
            break
    print(j)
# %% all such elements [program]
n = int(input())
days = list(map(int, input().split()))
total = 0
for i in range(n):
    for j in range(i + 1, n):
        if days[j] > days[i]:
            total += j
print(total)
# %% from another place [program]
n = int(input())
days = list(map(int, input().split()))
total = 0
for i in range(n):
    for j in range(i + 2, n):
        if days[j] > days[i]:
            total += j
            break
print(total)
# %% against another element [program]
n = int(input())
days = list(map(int, input().split()))
total = 0
for i in range(n):
    x = days[i] + 1
    for j in range(i + 1, n):
        if days[j] > x:
            total += j
            break
print(total)
# %% the place isn't its own [program]
n = int(input())
days = list(map(int, input().split()))
for i in range(n):
    j = i - 1
    i = 0
    while j >= 0 and days[j] <= days[i]:
        j -= 1
    print(j)
# %% one search in a call [program]
def seen(h, i):
    count = 0
    for j in range(i + 1, len(h)):
        count += 1
        if h[j] >= h[i]:
            break
    return count


n = int(input())
days = list(map(int, input().split()))
print([seen(days, i) for i in range(n)])
