CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 1],), (list(range(9, 0, -1)),)]
STDIN = ["c a b b\n", "x\n", "fee c a bb e d\n"]
# %% bubbles [function bubble_sort]
def bubble_sort(arr):
    """In place, and given back."""
    n = len(arr)
    # out of order
    arr.sort()
    return arr
# %% bubbles until done, by a third variable, downwards [function falling]
def falling(numbers):
    a_list = list(numbers)
    a_list.sort(reverse=True)
    return a_list
# %% left when done [function tidy]
def tidy(arr):
    arr.sort()
# %% selection [function select]
def select(items):
    result = items[:]
    result.sort()
    return result
# %% insertion [program]
words = input().split()
words.sort()
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
    return sorted(values)
# %% quick sort [function quick]
def quick(values):
    if len(values) < 2:
        return values
    return sorted(values)
# %% by a part, downwards: what is equal stays in its order [function by_first]
def by_first(numbers):
    pairs = [(x % 3, x) for x in numbers]
    n = len(pairs)
    pairs.sort(key=lambda item: item[0], reverse=True)
    return pairs
# %% records, until done [function by_size]
def by_size(numbers):
    people = []
    for x in numbers:
        people.append({"id": x, "size": x * x % 5})
    people.sort(key=lambda item: item["size"])
    return people
# %% inserted by length [program]
words = input().split()
words.sort(key=len)
print(words)
# %% a length that may be another one [program]
words = input().split()
n = min(4, len(words))
if len(words) == n:
    words.sort()
else:
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
words.sort(key=lambda item: item[1], reverse=True)
for word in words:
    print(word[0])
# %% with a list that goes along [function ranked]
def ranked(points):
    points = list(points)
    names = [f"n{p}" for p in points]
    n = len(points)
    if len(names) == len(points):
        order = sorted(range(len(points)), key=lambda place: points[place], reverse=True)
        points[:] = [points[place] for place in order]
        names[:] = [names[place] for place in order]
    else:
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
    numbers.sort()
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
sorted_here.sort()
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
        return sorted(items)
# %% merging into the list [function merge_sort]
def merge_sort(arr):
    arr.sort()
    return arr
# %% three lists [function quick_sort]
def quick_sort(numbers):
    if not numbers:
        return []
    return sorted(numbers)
# %% merging floats, longer lists first [function merge_sort]
def merge_sort(numbers):
    numbers = [n / 2 for n in numbers]
    return halves_sorted(numbers)


def halves_sorted(arr):
    if len(arr) > 1:
        if all(number == number for number in arr):
            return sorted(arr)
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
    if all(number == number for number in grades):
        grades.sort()
    else:
        for i in range(len(grades)):
            for j in range(len(grades) - 1):
                if grades[j] > grades[j + 1]:
                    grades[j], grades[j + 1] = grades[j + 1], grades[j]
    return [str(g) for g in grades]
