CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([1],), ([2, 2, 2],), (list(range(9, 0, -1)),)]
STDIN = ["4\nann,30\nbob,20\ncy,20\ndee,25\n", "1\nx,4\n"]
# %% written out [function passed]
def passed(finish):
    return [sum(1 for j in range(i) if finish[j] > finish[i]) for i in range(len(finish))]
# %% slices [function ranks]
def ranks(xs):
    total = 0
    for i in range(len(xs)):
        total += len([x for x in xs[:i] if x <= xs[i]]) * 2
        total -= sum(xs[i] > x for x in xs[i + 1:])
    return total
# %% in a function that a loop calls [program]
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
res = [passed(i) for i in range(n)]
for i in range(n):
    print(names[i], res[i], left(i))
