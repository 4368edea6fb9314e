words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
graph = {i: [2 * i + 1, 2 * i + 2] for i in range(40)}
# %% breadth first
queue = [0]
order = []
while queue:
    node = queue.pop(0)  # the oldest
    order.append(node)
    for other in graph.get(node, []):
        queue.append(other)
# %% a list from elsewhere keeps its identity
alias = data
taken = []
while len(data) > 3:
    taken.append(data.pop(0))
# %% built at the front
out = []
for w in words:
    out.insert(0, w + "!")
# %% in a function
def rounds(players, step):
    circle = list(players)
    while len(circle) > 1:
        for _ in range(step):
            circle.append(circle.pop(0))
        circle.pop(0)
    return circle[0]


answer = rounds(words, 3)
# %% ends are looked at
window = []
sums = []
for x in data:
    window.append(x)
    if len(window) > 3 and window[0] != window[-1]:
        window.pop(0)
    sums.append(sum(window))
# %% left by return, with a list that only the function knows
def steps(start, goal):
    queue = [(start, 0)]
    while queue != []:
        node, far = queue.pop(0)
        if node == goal:
            return far
        for other in graph.get(node, []):
            queue.append((other, far + 1))
    return -1


answer = steps(0, 30), steps(0, -5)
# %% from the end to the front
names = list(words)
while len(names) > 1:
    for _ in range(3):
        names.insert(0, names.pop())
    names.pop()
# %% the first is deleted
line = list(words)
served = []
while line:
    served.append(line[0])
    del line[0]
# %% the first few are looked at
feed = []
shown = []
k = 2
for x in data:
    feed.insert(0, x)
    if len(feed) > 4:
        feed.pop()
    shown.append((feed[:3], feed[: k - x]))
# %% an exception ends the loop
parts = iter("5 7 x 9".split())
line = [1, 2]
out = []
try:
    while True:
        line.append(int(next(parts)))
        if len(line) > 2:
            out.append(line.pop(0))
except ValueError:
    pass
# %% an exception that a caller catches ends the loop
def drained(numbers, box):
    queue = list(numbers)
    box["left"] = queue
    done = []
    while queue:
        done.append(10 // (queue.pop(0) - 1))
    return done


box = {}
try:
    answer = drained([5, 3, 1, 7], box)
except ZeroDivisionError:
    answer = box["left"]
