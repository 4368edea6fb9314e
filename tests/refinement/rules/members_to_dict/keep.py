CALLS = [([3, 1, 3, 2, 5, 1, 4, 3],), ([],), ([1, 1],), ([2, 9, 2, 9, 4, 7, 9],)]
STDIN = ["3\n1\n2\n1\n", "0\n"]
names = ["ann", "bob", "ann"]
pairs = [[1, 2], [3], [1, 2]]
# %% something may come twice
online = []
for name in names:
    if name in online:
        online.remove(name)
    online.append(name)
    online.append(name)
# %% a list from outside [function rest]
def rest(numbers):
    for k in range(4):
        if k in numbers:
            numbers.remove(k)
    return numbers
# %% no test before it [function taken]
def taken(numbers):
    left = list(range(6))
    for k in numbers:
        if len(left) > 3:
            try:
                left.remove(k)
            except ValueError:
                left = [k for k in left if k in numbers]
    return left
# %% another is tested [function other]
def other(numbers):
    left = list(range(10))
    for k in numbers:
        if k in left and k + 1 in left:
            left.remove(k)
            k += 1
            left.remove(k)
    return left
# %% removed twice [function twice]
def twice(numbers):
    left = list(range(10))
    gone = 0
    for k in numbers:
        if k in left:
            left.remove(k)
            if k > 4 and len(left) > 20:
                left.remove(k)
            gone += 1
    return left, gone
# %% by position [function placed]
def placed(numbers):
    left = list(range(10))
    for k in numbers:
        if k in left:
            left.remove(k)
        if left:
            k = left[len(left) // 2]
    return left, k if numbers else 0
# %% lists in a list
seen = []
for pair in pairs:
    if pair in seen:
        seen.remove(pair)
    else:
        seen.append(pair)
# %% another name for it [function named]
def named(numbers):
    left = []
    same = left
    for k in numbers:
        if k not in left:
            left.append(k)
        elif k in left:
            left.remove(k)
        if len(same) > 3:
            same.clear()
    return left
# %% a function sees it [program]
left = []


def shown():
    return len(left)


for _ in range(int(input())):
    k = input()
    if k in left:
        left.remove(k)
    else:
        left.append(k)
    print(shown())
# %% changed while it is gone through [function through]
def through(numbers):
    left = list(range(10))
    for _ in numbers:
        for k in left:
            if k in left:
                left.remove(k)
    return left
# %% one of two tests is enough [function either]
def either(numbers):
    left = []
    for k in numbers:
        if k not in left or k > 4:
            left.append(k)
        elif k in left:
            left.remove(k)
    return left
# %% the other of two tests may have failed [function failed]
def failed(numbers):
    left = []
    for k in numbers:
        if k in left and k > 4:
            left.remove(k)
        else:
            left.append(k)
    return left
# %% left by an exception that is caught [program]
online = []
try:
    while True:
        name = input()
        if name in online:
            online.remove(name)
        else:
            online.append(name)
except EOFError:
    pass
print(online)
