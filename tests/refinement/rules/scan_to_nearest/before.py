STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "3\n1 2\n", "0\n\n", "4\n4 3 2 5 9\n"]
# %% the next larger [program]
n = int(input())
days = list(map(int, input().split()))
wait = [0] * n
for i in range(n):
    for j in range(i + 1, n):
        if days[j] > days[i]:
            wait[i] = j - i
            break
print(*wait)
# %% the last not larger, in a function that returns nothing found otherwise [program]
def lower(a):
    found = []
    for i, x in enumerate(a):
        for j in range(i - 1, -1, -1):
            if x >= a[j]:
                found.append(a[j])
                break
        else:
            found.append(None)
    return found


n = int(input())
print(lower([int(x) for x in input().split()]))
# %% spans by while [program]
def spans(prices):
    result = []
    for i in range(len(prices)):
        span = 1
        j = i - 1
        while j >= 0 and prices[j] <= prices[i]:
            span += 1
            j -= 1
        result.append((span, j))
    return result


n = int(input())
print(spans(list(map(int, input().split()))))
# %% widths to both sides [program]
n = int(input())
h = list(map(int, input().split()))
best = 0
for i in range(n):
    left = i - 1
    while left >= 0 and h[left] >= h[i]:
        left -= 1
    right = i + 1
    while right < n and h[right] >= h[i]:
        right += 1
    best = max(best, h[i] * (right - left - 1))
print(best)
# %% how far one sees [program]
n = int(input())
h = list(map(int, input().split()))
best = 0
for i in range(n):
    right = 0
    for j in range(i + 1, n):
        right += 1
        if h[j] >= h[i]:
            break
    left = 0
    for j in range(i - 1, -1, -1):
        left += 1
        if h[j] >= h[i]:
            break
    lower = 0
    for j in range(i + 1, len(h)):
        if h[j] < h[i]:
            lower += 1
        else:
            break
    before = 0
    for j in range(i - 1, -1, -1):
        if h[j] > h[i]:
            break
        before += 1
    print(left, right, lower, before)
