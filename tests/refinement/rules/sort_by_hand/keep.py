numbers = [5, 3, 9, -1, 5]
CALLS = [([5, 3, 9, -1, 5],), ([2, 1],)]
# %% swaps are counted [function swaps]
def swaps(arr):
    count = 0
    for i in range(len(arr)):
        for j in range(len(arr) - i - 1):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
                count += 1
    return count
# %% too few rounds [function nearly]
def nearly(arr):
    n = len(arr)
    for i in range(n - 2):
        for j in range(n - i - 1):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr
# %% one element is left out [function nearly]
def nearly(arr):
    n = len(arr)
    for i in range(n):
        for j in range(n - i - 2):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr
# %% in a cell, where the loops' variables stay
for i in range(len(numbers)):
    for j in range(len(numbers) - i - 1):
        if numbers[j] > numbers[j + 1]:
            numbers[j], numbers[j + 1] = numbers[j + 1], numbers[j]
rounds = i + 1
# %% elements of several kinds [function mixed]
def mixed(arr):
    arr = [(x / 2, x) for x in arr]
    for i in range(len(arr)):
        for j in range(len(arr) - i - 1):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr
# %% a variable is used afterwards [function rounds]
def rounds(arr):
    j = 0
    for i in range(len(arr)):
        for j in range(len(arr) - i - 1):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr, j
# %% another list's length [function other]
def other(arr):
    n = len(numbers)
    for i in range(n):
        for j in range(n - i - 1):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr
# %% what is equal gets lost [function quick]
def quick(values):
    if len(values) < 2:
        return values
    pivot = values[0]
    less = [v for v in values if v < pivot]
    more = [v for v in values if v > pivot]
    return quick(less) + [pivot] + quick(more)
# %% neighbours that are not [function odd]
def odd(arr):
    for i in range(len(arr)):
        for j in range(len(arr) - i - 1):
            if arr[i] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr
# %% selected by a part, which moves what is equal [function select]
def select(arr):
    pairs = [(x % 3, x) for x in arr]
    for i in range(len(pairs) - 1):
        least = i
        for j in range(i + 1, len(pairs)):
            if pairs[j][0] < pairs[least][0]:
                least = j
        pairs[i], pairs[least] = pairs[least], pairs[i]
    return pairs
# %% what is equal is swapped too [function swapped]
def swapped(arr):
    pairs = [(x % 3, x) for x in arr]
    for i in range(len(pairs)):
        for j in range(len(pairs) - i - 1):
            if pairs[j][0] >= pairs[j + 1][0]:
                pairs[j], pairs[j + 1] = pairs[j + 1], pairs[j]
    return pairs
# %% by fractions, which may not be numbers [function halves]
def halves(arr):
    pairs = [(x / 2, x) for x in arr]
    for i in range(len(pairs)):
        for j in range(len(pairs) - i - 1):
            if pairs[j][0] > pairs[j + 1][0]:
                pairs[j], pairs[j + 1] = pairs[j + 1], pairs[j]
    return pairs
# %% by two parts [function crossed]
def crossed(arr):
    pairs = [(x % 3, x) for x in arr]
    for i in range(len(pairs)):
        for j in range(len(pairs) - i - 1):
            if pairs[j][0] > pairs[j + 1][1]:
                pairs[j], pairs[j + 1] = pairs[j + 1], pairs[j]
    return pairs
# %% equal elements change places with what goes along [function chosen]
def chosen(points):
    points = list(points)
    names = [f"n{p}" for p in points]
    for i in range(len(points)):
        for j in range(i + 1, len(points)):
            if points[j] < points[i]:
                points[i], points[j] = points[j], points[i]
                names[i], names[j] = names[j], names[i]
    return points, names
# %% what goes along is swapped elsewhere [function crossed]
def crossed(points):
    points = list(points)
    names = [f"n{p}" for p in points]
    n = len(points)
    for i in range(n):
        for j in range(n - i - 1):
            if points[j] > points[j + 1]:
                points[j], points[j + 1] = points[j + 1], points[j]
                names[i], names[j + 1] = names[j + 1], names[i]
    return points, names
# %% floats, of which equal ones change places [function chosen]
def chosen(numbers):
    a = [n * 0.0 for n in numbers]
    for i in range(len(a)):
        for j in range(i + 1, len(a)):
            if a[i] > a[j]:
                a[i], a[j] = a[j], a[i]
    return a
# %% merging floats, the right one first [function merge_sort]
def merge_sort(numbers):
    return merged([n * 0.0 for n in numbers])


def merged(arr):
    if len(arr) <= 1:
        return arr
    mid = len(arr) // 2
    left = merged(arr[:mid])
    right = merged(arr[mid:])
    out = []
    while left and right:
        if left[0] < right[0]:
            out.append(left.pop(0))
        else:
            out.append(right.pop(0))
    return out + left + right
