CALLS = [([5, 3, 9, -1, 5],), ([],), ([1],), ([2, 1],)]
# %% neighbours [function sink]
def sink(items):
    for j in range(len(items) - 1):
        if items[j] > items[j + 1]:
            # out of order
            spare = items[j]
            items[j] = items[j + 1]
            items[j + 1] = spare
    return items
# %% from both ends, the other one first [function turned]
def turned(items):
    n = len(items)
    for i in range(n // 2):
        t = items[n - i - 1]
        items[n - i - 1] = items[i]
        items[i] = t
    return items
