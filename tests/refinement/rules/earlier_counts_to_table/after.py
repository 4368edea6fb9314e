CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 2, 2],), (list(range(9, 0, -1)),)]
STDIN = ["4\nann,30\nbob,20\ncy,20\ndee,25\n", "1\nx,4\n"]
# %% written out [function passed]
from bisect import bisect_right
from bisect import insort

def passed(finish):
    finish_sorted, finish_larger_before = [], []
    for value in finish:
        finish_larger_before.append(len(finish_sorted) - bisect_right(finish_sorted, value))
        insort(finish_sorted, value)
    return [(finish_larger_before[i] if 0 <= i < len(finish_larger_before) else sum(1 for j in range(i) if finish[j] > finish[i])) for i in range(len(finish))]
# %% slices [function ranks]
from bisect import bisect_right
from bisect import insort
from bisect import bisect_left

def ranks(xs):
    total = 0
    xs_sorted, xs_not_larger_before = [], []
    for value in xs:
        xs_not_larger_before.append(bisect_right(xs_sorted, value))
        insort(xs_sorted, value)
    xs_sorted, xs_smaller_after = [], []
    for value in reversed(xs):
        xs_smaller_after.append(bisect_left(xs_sorted, value))
        insort(xs_sorted, value)
    xs_smaller_after.reverse()
    for i in range(len(xs)):
        total += (xs_not_larger_before[i] if 0 <= i < len(xs_not_larger_before) else len([x for x in xs[:i] if x <= xs[i]])) * 2
        total -= (xs_smaller_after[i] if 0 <= i < len(xs_smaller_after) else sum(xs[i] > x for x in xs[i + 1:]))
    return total
# %% in a function that a loop calls [program]
from bisect import bisect_right
from bisect import insort
from bisect import bisect_left

def passed(i):
    return sum(1 for j in range(i) if finish[j] > finish[i])


def left(k):
    c = 0
    for j in range(k + 1, n):
        if finish[k] <= finish[j]:
            c += 1
    return c


n = int(input())
names, finish = [], []
for _ in range(n):
    name, seconds = input().split(",")
    names.append(name)
    finish.append(int(seconds))
finish_sorted, finish_larger_before = [], []
for value in finish:
    finish_larger_before.append(len(finish_sorted) - bisect_right(finish_sorted, value))
    insort(finish_sorted, value)
def passed_by_table(i):
    return (finish_larger_before[i] if 0 <= i < len(finish_larger_before) else sum(1 for j in range(i) if finish[j] > finish[i]))


res = [passed_by_table(i) for i in range(n)]
finish_sorted, finish_not_smaller_after = [], []
for value in reversed(finish):
    finish_not_smaller_after.append(len(finish_sorted) - bisect_left(finish_sorted, value))
    insort(finish_sorted, value)
finish_not_smaller_after.reverse()
def left_by_table(k):
    c = 0
    if 0 <= k < n == len(finish_not_smaller_after):
        c += finish_not_smaller_after[k]
    else:
        for j in range(k + 1, n):
            if finish[k] <= finish[j]:
                c += 1
    return c


for i in range(n):
    print(names[i], res[i], left_by_table(i))
