STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "3\n1 2\n", "0\n\n", "4\n4 3 2 5 9\n"]
# %% the next larger [program]
n = int(input())
days = list(map(int, input().split()))
wait = [0] * n
days_next = [len(days)] * len(days)
waiting = []
for place, value in enumerate(days):
    while waiting and value > days[waiting[-1]]:
        days_next[waiting.pop()] = place
    waiting.append(place)
for i in range(n):
    for j in range(days_next[i] if 0 <= i < len(days) else i + 1, n):
        if days[j] > days[i]:
            wait[i] = j - i
            break
print(*wait)
# %% the last not larger, in a function that returns nothing found otherwise [program]
def lower(a):
    found = []
    a_last = [-1] * len(a)
    waiting = []
    for place, value in reversed(list(enumerate(a))):
        while waiting and value <= a[waiting[-1]]:
            a_last[waiting.pop()] = place
        waiting.append(place)
    for i, x in enumerate(a):
        for j in range(a_last[i] if 0 <= i < len(a) else i - 1, -1, -1):
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
    prices_last = [-1] * len(prices)
    waiting = []
    for place, value in reversed(list(enumerate(prices))):
        while waiting and value > prices[waiting[-1]]:
            prices_last[waiting.pop()] = place
        waiting.append(place)
    for i in range(len(prices)):
        span = 1
        j = i - 1
        if 0 <= i < len(prices):
            span += j - prices_last[i]
            j = prices_last[i]
        else:
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
h_last = [-1] * len(h)
waiting = []
for place, value in reversed(list(enumerate(h))):
    while waiting and value < h[waiting[-1]]:
        h_last[waiting.pop()] = place
    waiting.append(place)
h_next = [len(h)] * len(h)
waiting = []
for place, value in enumerate(h):
    while waiting and value < h[waiting[-1]]:
        h_next[waiting.pop()] = place
    waiting.append(place)
for i in range(n):
    left = i - 1
    if 0 <= i < len(h):
        left = h_last[i]
    else:
        while left >= 0 and h[left] >= h[i]:
            left -= 1
    right = i + 1
    if 0 <= i < n <= len(h):
        right = min(h_next[i], n)
    else:
        while right < n and h[right] >= h[i]:
            right += 1
    best = max(best, h[i] * (right - left - 1))
print(best)
# %% how far one sees [program]
n = int(input())
h = list(map(int, input().split()))
best = 0
h_next = [len(h)] * len(h)
waiting = []
for place, value in enumerate(h):
    while waiting and value >= h[waiting[-1]]:
        h_next[waiting.pop()] = place
    waiting.append(place)
h_last = [-1] * len(h)
waiting = []
for place, value in reversed(list(enumerate(h))):
    while waiting and value >= h[waiting[-1]]:
        h_last[waiting.pop()] = place
    waiting.append(place)
h_last_2 = [-1] * len(h)
waiting_2 = []
for place_2, value_2 in reversed(list(enumerate(h))):
    while waiting_2 and value_2 > h[waiting_2[-1]]:
        h_last_2[waiting_2.pop()] = place_2
    waiting_2.append(place_2)
for i in range(n):
    right = 0
    if 0 <= i < n <= len(h):
        right += min(h_next[i], n - 1) - i
    else:
        for j in range(i + 1, n):
            right += 1
            if h[j] >= h[i]:
                break
    left = 0
    if 0 <= i < len(h):
        left += i - max(h_last[i], 0)
    else:
        for j in range(i - 1, -1, -1):
            left += 1
            if h[j] >= h[i]:
                break
    lower = 0
    if 0 <= i < len(h) <= len(h):
        lower += min(h_next[i], len(h)) - 1 - i
    else:
        for j in range(i + 1, len(h)):
            if h[j] < h[i]:
                lower += 1
            else:
                break
    before = 0
    if 0 <= i < len(h):
        before += i - h_last_2[i] - 1
    else:
        for j in range(i - 1, -1, -1):
            if h[j] > h[i]:
                break
            before += 1
    print(left, right, lower, before)
