levels = [(i * 7919) % 101 - 30 for i in range(90)]
CALLS = [(levels, 20), (levels, 3), (levels, 90), (levels, 91), ([], 5), ([4] * 60, 17)]
STDIN = ["40 18\n", "5 2\n", "0 1\n", "17 17\n", "30 29\n"]
# %% a list that is appended to; raises [function peaks]
from itertools import accumulate

def peaks(heights, width):
    found = []
    heights_max = []
    if width > 16:
        rising, falling = [], []
        for at in range(0, len(heights), width):
            block = heights[at:at + width]
            rising += accumulate(block, max)
            falling += [*accumulate(block[::-1], max)][::-1]
        heights_max = list(map(max, falling, rising[width - 1:]))
    heights_min = []
    if width > 16:
        rising, falling = [], []
        for at in range(0, len(heights), width):
            block = heights[at:at + width]
            rising += accumulate(block, min)
            falling += [*accumulate(block[::-1], min)][::-1]
        heights_min = list(map(min, falling, rising[width - 1:]))
    for i in range(len(heights) - width + 1):
        found.append((heights_max[i] if 0 <= i < len(heights_max) else max(heights[i:i + width])) - (heights_min[i] if 0 <= i < len(heights_min) else min(heights[i:i + width])))
    return found
# %% windows up to a place [program]
from itertools import accumulate
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
temps_min = []
if k > 16:
    rising, falling = [], []
    for at in range(0, len(temps), k):
        block = temps[at:at + k]
        rising += accumulate(block, min)
        falling += [*accumulate(block[::-1], min)][::-1]
    temps_min = list(map(min, falling, rising[k - 1:]))
print([(temps_min[i - k + 1] if 0 <= i - k + 1 < len(temps_min) else min(temps[i - k + 1:i + 1])) for i in range(k - 1, n)])
# %% windows that end behind the list, and a width with more to it [program]
from itertools import accumulate
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
total = 0
temps_max = []
if (k + 1) > 16:
    rising, falling = [], []
    for at in range(0, len(temps), (k + 1)):
        block = temps[at:at + (k + 1)]
        rising += accumulate(block, max)
        falling += [*accumulate(block[::-1], max)][::-1]
    temps_max = list(map(max, falling, rising[(k + 1) - 1:]))
for i in range(n):
    total = total * 3 + (temps_max[i] if 0 <= i < len(temps_max) else max(temps[i:i + k + 1]))
    total %= 1000003
print(total)
# %% a window that has a name [function highest]
from itertools import accumulate

def highest(heights, width):
    found = []
    heights_max = []
    if width > 16:
        rising, falling = [], []
        for at in range(0, len(heights), width):
            block = heights[at:at + width]
            rising += accumulate(block, max)
            falling += [*accumulate(block[::-1], max)][::-1]
        heights_max = list(map(max, falling, rising[width - 1:]))
    for i in range(len(heights) - width):
        high = (heights_max[i] if 0 <= i < len(heights_max) else max(heights[i:i + width]))
        found.append(high)
    return found
