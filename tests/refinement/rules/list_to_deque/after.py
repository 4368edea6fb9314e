words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
graph = {i: [2 * i + 1, 2 * i + 2] for i in range(40)}
# %% breadth first
from collections import deque
queue = [0]
order = []
queue_deque = deque(queue)
while queue_deque:
    node = queue_deque.popleft()  # the oldest
    order.append(node)
    for other in graph.get(node, []):
        queue_deque.append(other)
queue[:] = queue_deque
# %% a list from elsewhere keeps its identity
from collections import deque
alias = data
taken = []
data_deque = deque(data)
while len(data_deque) > 3:
    taken.append(data_deque.popleft())
data[:] = data_deque
# %% built at the front
from collections import deque
out = []
out_deque = deque(out)
for w in words:
    out_deque.appendleft(w + "!")
out[:] = out_deque
# %% in a function
from collections import deque

def rounds(players, step):
    circle = list(players)
    circle_deque = deque(circle)
    while len(circle_deque) > 1:
        for _ in range(step):
            circle_deque.append(circle_deque.popleft())
        circle_deque.popleft()
    circle[:] = circle_deque
    return circle[0]


answer = rounds(words, 3)
# %% ends are looked at
from collections import deque
window = []
sums = []
window_deque = deque(window)
for x in data:
    window_deque.append(x)
    if len(window_deque) > 3 and window_deque[0] != window_deque[-1]:
        window_deque.popleft()
    sums.append(sum(window_deque))
window[:] = window_deque
# %% left by return, with a list that only the function knows
from collections import deque

def steps(start, goal):
    queue = [(start, 0)]
    queue_deque = deque(queue)
    while queue_deque:
        node, far = queue_deque.popleft()
        if node == goal:
            return far
        for other in graph.get(node, []):
            queue_deque.append((other, far + 1))
    queue[:] = queue_deque
    return -1


answer = steps(0, 30), steps(0, -5)
# %% from the end to the front
from collections import deque
names = list(words)
names_deque = deque(names)
while len(names_deque) > 1:
    for _ in range(3):
        names_deque.appendleft(names_deque.pop())
    names_deque.pop()
names[:] = names_deque
# %% the first is deleted
from collections import deque
line = list(words)
served = []
line_deque = deque(line)
while line_deque:
    served.append(line_deque[0])
    del line_deque[0]
line[:] = line_deque
# %% the first few are looked at
from collections import deque
from itertools import islice
feed = []
shown = []
k = 2
feed_deque = deque(feed)
for x in data:
    feed_deque.appendleft(x)
    if len(feed_deque) > 4:
        feed_deque.pop()
    shown.append((list(islice(feed_deque, 3)), (list(islice(feed_deque, k - x)) if 0 <= k - x < len(feed_deque) else list(feed_deque)[:k - x])))
feed[:] = feed_deque
# %% an exception ends the loop
from collections import deque
parts = iter("5 7 x 9".split())
line = [1, 2]
out = []
try:
    line_deque = deque(line)
    try:
        while True:
            line_deque.append(int(next(parts)))
            if len(line_deque) > 2:
                out.append(line_deque.popleft())
    finally:
        line[:] = line_deque
except ValueError:
    pass
# %% an exception that a caller catches ends the loop
from collections import deque

def drained(numbers, box):
    queue = list(numbers)
    box["left"] = queue
    done = []
    queue_deque = deque(queue)
    try:
        while queue_deque:
            done.append(10 // (queue_deque.popleft() - 1))
    finally:
        queue[:] = queue_deque
    return done


box = {}
try:
    answer = drained([5, 3, 1, 7], box)
except ZeroDivisionError:
    answer = box["left"]
