CALLS = [([5, 3, 9, -1, 5, 7, 0, 2],), ([],), ([4],)]
# %% the caller's list [function served]
def served(queue):
    order = []
    while queue:
        person = queue[0]
        queue = queue[1:]
        order.append(person)
    return order
# %% known by another name [function served]
def served(people):
    queue = people
    order = []
    while queue:
        person = queue[0]
        queue = queue[1:]
        order.append(person)
    return order
# %% each state is kept [function states]
def states(people):
    queue = list(people)
    found = []
    while queue:
        found.append(queue)
        person = queue[0]
        queue = queue[1:]
    return found
# %% the first isn't taken, and there may be none [function rest]
def rest(people):
    queue = list(people)
    for _ in range(3):
        queue = queue[1:]
    return len(queue)
# %% a text [function letters]
def letters(people):
    word = "".join(map(str, people))
    found = []
    while word:
        first = word[0]
        word = word[1:]
        found.append(first)
    return found
# %% no loop [function tail]
def tail(people):
    queue = list(people) + [1]
    person = queue[0]
    queue = queue[1:]
    return person, queue
# %% an inner function holds it [function counts]
def counts(people):
    queue = list(people)
    found = [lambda: len(queue)]
    while queue:
        person = queue[0]
        queue = queue[1:]
        found.append(lambda: person)
    return [one() for one in found]
# %% only sometimes looked at [function looked]
def looked(people):
    queue = list(people)
    found = k = 0
    while queue:
        found = k if k > 2 else queue[0]
        queue = queue[1:]
        k += 1
    return found
# %% looked at twice [function twice]
def twice(people):
    queue = list(people)
    found = []
    while queue:
        found.append(queue[0] + len(queue))
        queue = queue[1:]
    return found
# %% what is done with it may fail [function tried]
def tried(people):
    queue = [str(p) if p > 0 else "x" for p in people]
    found = []
    while queue:
        try:
            found.append(int(queue[0]))
            queue = queue[1:]
        except ValueError:
            queue = []
    return found
