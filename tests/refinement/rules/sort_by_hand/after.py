CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 1],), (list(range(9, 0, -1)),)]
STDIN = ["c a b b\n", "x\n"]
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
