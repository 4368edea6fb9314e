CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 1],), (list(range(9, 0, -1)),)]
STDIN = ["c a b b\n", "x\n", "fee c a bb e d\n"]
# %% bubbles [function bubble_sort]
def bubble_sort(arr):
    """In place, and given back."""
    n = len(arr)
    for i in range(n):
        for j in range(0, n - i - 1):
            # out of order
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr
# %% bubbles until done, by a third variable, downwards [function falling]
def falling(numbers):
    a_list = list(numbers)
    swapped = True
    while swapped:
        swapped = False
        for k in range(len(a_list) - 1):
            if a_list[k] < a_list[k + 1]:
                temp = a_list[k + 1]
                a_list[k + 1] = a_list[k]
                a_list[k] = temp
                swapped = True
    return a_list
# %% left when done [function tidy]
def tidy(arr):
    for i in range(len(arr)):
        swapped = False
        for j in range(len(arr) - 1 - i):
            if arr[j + 1] < arr[j]:
                arr[j + 1], arr[j] = arr[j], arr[j + 1]
                swapped = True
        if not swapped:
            break
# %% selection [function select]
def select(items):
    result = items[:]
    for i in range(len(result) - 1):
        least = i
        for j in range(i + 1, len(result)):
            if result[j] < result[least]:
                least = j
        if least != i:
            result[i], result[least] = result[least], result[i]
    return result
# %% insertion [program]
words = input().split()
for i in range(1, len(words)):
    key = words[i]
    j = i - 1
    while j >= 0 and key < words[j]:
        words[j + 1] = words[j]
        j = j - 1
    words[j + 1] = key
print(words)
# %% merging [function merge_sort]
def merge(left, right):
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            result.append(left[i])
            i += 1
        else:
            result.append(right[j])
            j += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result


def merge_sort(values):
    if len(values) <= 1:
        return values
    mid = len(values) // 2
    left = merge_sort(values[:mid])
    right = merge_sort(values[mid:])
    return merge(left, right)
# %% quick sort [function quick]
def quick(values):
    if len(values) < 2:
        return values
    pivot = values[len(values) // 2]
    less = [v for v in values if v < pivot]
    same = [v for v in values if v == pivot]
    more = [v for v in values if v > pivot]
    return quick(less) + same + quick(more)
# %% by a part, downwards: what is equal stays in its order [function by_first]
def by_first(numbers):
    pairs = [(x % 3, x) for x in numbers]
    n = len(pairs)
    for i in range(n):
        for j in range(n - i - 1):
            if pairs[j][0] < pairs[j + 1][0]:
                pairs[j], pairs[j + 1] = pairs[j + 1], pairs[j]
    return pairs
# %% records, until done [function by_size]
def by_size(numbers):
    people = []
    for x in numbers:
        people.append({"id": x, "size": x * x % 5})
    swapped = True
    while swapped:
        swapped = False
        for k in range(len(people) - 1):
            if people[k]["size"] > people[k + 1]["size"]:
                people[k], people[k + 1] = people[k + 1], people[k]
                swapped = True
    return people
# %% inserted by length [program]
words = input().split()
for i in range(1, len(words)):
    word = words[i]
    j = i - 1
    while j >= 0 and len(words[j]) > len(word):
        words[j + 1] = words[j]
        j -= 1
    words[j + 1] = word
print(words)
# %% a length that may be another one [program]
words = input().split()
n = min(4, len(words))
for i in range(n):
    for j in range(n - 1 - i):
        if words[j] > words[j + 1]:
            words[j], words[j + 1] = words[j + 1], words[j]
print(words)
# %% as many as were read [program]
texts = input().split()
n = len(texts[0]) % 2
words = []
for i in range(n):
    words.append([texts[i], len(texts[i])])
for i in range(n):
    for j in range(n - 1 - i):
        if words[j][1] < words[j + 1][1]:
            words[j], words[j + 1] = words[j + 1], words[j]
for word in words:
    print(word[0])
# %% with a list that goes along [function ranked]
def ranked(points):
    points = list(points)
    names = [f"n{p}" for p in points]
    n = len(points)
    for i in range(n):
        for j in range(n - i - 1):
            if points[j] < points[j + 1]:
                points[j], points[j + 1] = points[j + 1], points[j]
                names[j], names[j + 1] = names[j + 1], names[j]
    return points, names
# %% with two lists that go along [function paired]
def paired(numbers):
    numbers, squares, places = numbers[:], [n * n for n in numbers], [0] * len(numbers)
    for i in range(len(numbers)):
        places[i] = i
    for i in range(1, len(numbers)):
        j = i
        while j > 0 and numbers[j - 1] > numbers[j]:
            numbers[j - 1], numbers[j] = numbers[j], numbers[j - 1]
            j -= 1
    for i in range(len(squares)):
        for j in range(len(squares) - 1):
            if squares[j] > squares[j + 1]:
                temp = places[j]
                places[j] = places[j + 1]
                places[j + 1] = temp
                squares[j], squares[j + 1] = squares[j + 1], squares[j]
    return numbers, squares, places
# %% in a cell
sorted_here = [5, 3, 9, 1, 5]
size = len(sorted_here)
for i in range(size):
    for j in range(0, size - i - 1):
        if sorted_here[j] > sorted_here[j + 1]:
            sorted_here[j], sorted_here[j + 1] = sorted_here[j + 1], sorted_here[j]
# %% merging by taking from the front [function merge_sort]
def merge(left, right):
    result = []
    while len(left) > 0 and len(right) > 0:
        if left[0] <= right[0]:
            result.append(left.pop(0))
        else:
            result.append(right.pop(0))
    return result + left + right


def merge_sort(items):
    if len(items) <= 1:
        return items
    else:
        mid = len(items) // 2
        return merge(merge_sort(items[:mid]), merge_sort(items[mid:]))
# %% merging into the list [function merge_sort]
def merge_sort(arr):
    if len(arr) > 1:
        mid = len(arr) // 2
        L = arr[:mid]
        R = arr[mid:]
        merge_sort(L)
        merge_sort(R)
        i = j = k = 0
        while i < len(L) and j < len(R):
            if L[i] < R[j]:
                arr[k] = L[i]
                i += 1
            else:
                arr[k] = R[j]
                j += 1
            k += 1
        while i < len(L):
            arr[k] = L[i]
            i += 1
            k += 1
        while j < len(R):
            arr[k] = R[j]
            j += 1
            k += 1
    return arr
# %% three lists [function quick_sort]
def quick_sort(numbers):
    if not numbers:
        return []
    pivot = numbers[len(numbers) // 2]
    less, same, more = [], [], []
    for number in numbers:
        if number < pivot:
            less.append(number)
        elif number == pivot:
            same.append(number)
        else:
            more.append(number)
    return quick_sort(less) + same + quick_sort(more)
# %% merging floats, longer lists first [function merge_sort]
def merge_sort(numbers):
    numbers = [n / 2 for n in numbers]
    return halves_sorted(numbers)


def halves_sorted(arr):
    if len(arr) > 1:
        mid = len(arr) // 2
        left = halves_sorted(arr[:mid])
        right = halves_sorted(arr[mid:])
        i = j = 0
        result = []
        while i < len(left) and j < len(right):
            if left[i] <= right[j]:
                result.append(left[i])
                i += 1
            else:
                result.append(right[j])
                j += 1
        result += left[i:]
        result += right[j:]
        return result
    else:
        return arr
# %% bubbles of floats [function bubbles]
def bubbles(numbers):
    grades = [n / 2 if n % 3 else float("nan") if n == 9 else 0.0 for n in numbers]
    for i in range(len(grades)):
        for j in range(len(grades) - 1):
            if grades[j] > grades[j + 1]:
                grades[j], grades[j + 1] = grades[j + 1], grades[j]
    return [str(g) for g in grades]
