"""Social network seminar: friend groups from an edge list.

expect: faster
about: neighbours found by scanning all edges for each node, plus membership in lists
"""
# %% function
def neighbours(person, edges):
    result = []
    for a, b in edges:
        if a == person:
            result.append(b)
        if b == person:
            result.append(a)
    return result


def friend_groups(people, edges):
    visited = []
    groups = []
    for p in people:
        if p in visited:
            continue
        group = []
        todo = [p]
        while todo:
            q = todo.pop()
            if q in visited:
                continue
            visited.append(q)
            group.append(q)
            todo.extend(neighbours(q, edges))
        groups.append(sorted(group))
    return groups

# %% calls
import random
_r = random.Random(62)


def _net(n, m):
    ppl = ["p%03d" % i for i in range(n)]
    return ppl, [(_r.choice(ppl), _r.choice(ppl)) for _ in range(m)]


ENTRY = "friend_groups"
CALLS = [_net(20, 15), _net(150, 120), _net(300, 260), (["a"], [])]
