"""Operations student plays hot potato with a list as a queue.

expect: faster
about: list.pop(0) on a long list used as a queue
"""
# %% setup
people = [f"Gast {i}" for i in range(60000)]
# %% cell
queue = list(people)
turn = 0
order = []
while len(queue) > 1:
    head = queue.pop(0)
    turn += 1
    if turn % 2 == 0:
        order.append(head)
    else:
        queue.append(head)
print(queue, order[:3], turn)
