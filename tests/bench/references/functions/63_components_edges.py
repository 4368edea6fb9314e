def neighbours(person, edges):
    result = []
    for a, b in edges:
        if a == person:
            result.append(b)
        if b == person:
            result.append(a)
    return result


def friend_groups(people, edges):
    friends = {}
    for a, b in edges:
        friends.setdefault(a, []).append(b)
        friends.setdefault(b, []).append(a)
    visited = set()
    groups = []
    for p in people:
        if p in visited:
            continue
        visited.add(p)
        group = [p]
        for q in group:  # grows while it is walked
            for friend in friends.get(q, ()):
                if friend not in visited:
                    visited.add(friend)
                    group.append(friend)
        groups.append(sorted(group))
    return groups
