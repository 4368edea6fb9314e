levels = [(i * 7919) % 101 - 30 for i in range(90)]
CALLS = [(levels, 20), (levels, 3), (levels, 90), (levels, 91), ([], 5), ([4] * 60, 17)]
STDIN = ["40 18\n", "5 2\n", "0 1\n", "17 17\n", "30 29\n"]
# %% a list that is appended to; raises [function peaks]
def peaks(heights, width):
    found = []
    for i in range(len(heights) - width + 1):
        found.append(max(heights[i:i + width]) - min(heights[i:i + width]))
    return found
# %% windows up to a place [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
print([min(temps[i - k + 1:i + 1]) for i in range(k - 1, n)])
# %% windows that end behind the list, and a width with more to it [program]
n, k = map(int, input().split())
temps = [(i * 37) % 23 - 11 for i in range(n)]
total = 0
for i in range(n):
    total = total * 3 + max(temps[i:i + k + 1])
    total %= 1000003
print(total)
# %% a window that has a name [function highest]
def highest(heights, width):
    found = []
    for i in range(len(heights) - width):
        window = heights[i:i + width]
        high = max(window)
        found.append(high)
    return found
