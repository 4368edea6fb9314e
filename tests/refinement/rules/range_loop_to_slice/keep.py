STDIN = ["4 3\n5 3 9 1\n1 3\n2 4\n4 1\n", "1 1\n4\n1 1\n"]
# %% floats [program]
n, q = map(int, input().split())
a = list(map(float, input().split()))
for i in range(n):
    total = 0.0
    for j in range(i, n):
        total += a[j]
    print(total)
# %% only once [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
total = 0
for j in range(1, n):
    total += a[j]
print(total)
# %% the last place is read [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    total = 0
    for j in range(i, n):
        total += a[j]
    print(total, j)
# %% more is done [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    total = 0
    for j in range(i, n):
        total += a[j]
        print(total)
# %% a step [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    total = 0
    for j in range(i, n, 2):
        total += a[j]
    print(total)
# %% equal numbers of another kind may be kept [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    best = 5.0
    for j in range(i, n):
        if a[j] >= best:
            best = a[j]
    print(best)
# %% the list is what is summed up [program]
n, q = map(int, input().split())
a = [list(map(int, input().split())) for _ in range(2)]
for i in range(n):
    k = 0
    for j in range(i, 2):
        k += a[k][j]
    print(k)
# %% max is something else [program]
def max(one, other):
    return one


n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    best = 0
    for j in range(i, n):
        best = max(best, a[j])
    print(best)
# %% one knows the other [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    total = top = 0
    for j in range(i, n):
        total += a[j]
        if a[j] > total:
            total = a[j]
    print(total)
# %% an iterator is gone through once [program]
n, q = map(int, input().split())
for i in range(2):
    top = 0
    for x in map(int, input().split()):
        if x > top:
            top = x
    print(top)
# %% the sum of a slice, which needs no test [program]
n, q = map(int, input().split())
a = list(map(int, input().split()))
for i in range(n):
    total = 0
    for x in a[i:]:
        total += x
    print(total)
