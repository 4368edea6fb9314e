CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],)]
STDIN = ["5 2\n", "1 1\n", "0 3\n"]
# %% a queue [function served]
def served(people):
    queue = list(people)
    order = []
    while queue:
        person = queue[0]
        queue = queue[1:]
        if person > 6:
            queue.append(person - 7)
        order.append(person)
    return order
# %% a circle [program]
n, k = map(int, input().split())
circle = [i + 1 for i in range(n)]
while len(circle) > 1:
    for _ in range(k):
        circle = circle[1:] + [circle[0]]  # to the end
    gone = circle[0]
    circle = circle[1:]
    print(gone)
print(circle)
# %% taken apart [function walked]
def walked(steps):
    todo = [(step, 0) for step in steps]
    total = 0
    while len(todo) > 0:
        step, depth = todo[0]
        todo = todo[1:]
        total += step * depth
        if step > 3 and depth < 3:
            todo = todo + [(step - 3, depth + 1)]
    return total
# %% the first is handed on [function ordered]
def ordered(people):
    circle = list(people)
    order = []
    while len(circle) > 0:
        order.append(circle[0])
        circle = circle[1:]
    total = 0
    waiting = sorted(people)
    while waiting:
        total += waiting[0] * 2
        waiting = waiting[1:]
    return order, total
