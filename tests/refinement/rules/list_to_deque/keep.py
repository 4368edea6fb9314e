words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
class Stack:
    def pop(self, i):
        return i


stack = Stack()


def peek():
    return queue[0]
# %% indexed in the middle
queue = [1, 2, 3]
while len(queue) > 2:
    queue.pop(0)
    x = queue[1]
# %% sliced
queue = list(data)
while queue:
    queue.pop(0)
    rest = queue[-2:]
# %% handed on
queue = list(data)
while queue:
    print(queue)
    queue.pop(0)
# %% not a list
for _ in range(3):
    x = stack.pop(0)
# %% a function reads it
queue = list(data)
while len(queue) > 1:
    queue.pop(0)
    x = peek()
# %% left by return
def first(items):
    queue = list(items)
    while queue:
        x = queue.pop(0)
        if x > 3:
            return queue
    return None
# %% left by return, known elsewhere
def second(items):
    queue = []
    seen = {"queue": queue}
    queue.extend(items)
    while queue:
        x = queue.pop(0)
        if x > 3:
            return seen
    return None
# %% left by return, given by the caller
def third(items):
    while items:
        x = items.pop(0)
        if x > 3:
            return x
    return None


x = third(data)
# %% no loop
queue = list(data)
x = queue.pop(0)
# %% another name is used in the loop
queue = list(data)
other = queue
while queue:
    queue.pop(0)
    other.append(1) if len(other) > 9 else None
    other.sort()
# %% compared with a list
queue = list(data)
while queue != [8]:
    queue.pop(0)
# %% rebound
queue = list(data)
while queue:
    queue.pop(0)
    queue = queue[1:]
# %% gone through while it changes
queue = [1, 2, 3, 4]
for x in queue:
    queue.pop(0)
# %% a dictionary
table = {0: 1}
for _ in range(1):
    table.pop(0)
# %% put into itself
queue = list(data)
for _ in range(2):
    queue.insert(0, queue[-1:])
    queue.insert(0, queue)
